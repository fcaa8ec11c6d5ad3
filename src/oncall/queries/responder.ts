import type { StaffRole } from '#kernel/actor'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { onDutyOf } from '../person-on-duty.ts'
import type { OnDutyReason } from '../rules/on-duty.ts'
import { loadResponderRow } from '../store.ts'

/** Somebody a duty could be given to. `leadId` is who an unanswered offer climbs to: the lead of their squad in the line, else the line's. */
export type Responder = {
  readonly id: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly active: boolean
  readonly onDuty: boolean
  readonly why: OnDutyReason
  readonly functions: readonly string[]
  readonly autoAccept: boolean
  readonly leadId: StaffId
}

/** Null: there is no such person (or line). A disabled person is given, inactive and off duty, so that a refusal can name them. */
export async function responder(db: Db | Tx, staffId: string, productLineId: string, at: Instant): Promise<Responder | null> {
  const row = await loadResponderRow(db, staffId, productLineId, at)
  if (!row) return null
  const { onDuty, why } = onDutyOf(row, at)
  return {
    id: row.id as StaffId,
    name: row.name,
    role: row.role as StaffRole,
    active: row.active,
    onDuty: onDuty && row.active,
    why,
    functions: row.functions,
    autoAccept: row.auto_accept,
    leadId: row.lead_id as StaffId,
  }
}
