import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Playbook } from '../rules/playbook.ts'
import type { Ticket } from '../rules/ticket.ts'

export type IntakeFacts = {
  readonly number: number
  readonly lineId: string
  readonly lineName: string
  readonly leadId: string
  readonly executiveId: string
  readonly projectLeadId: string | null
  readonly dutyManagerId: string
  readonly lastResortId: string
  readonly calendarId: string
  readonly calendarVersion: number
  readonly policyId: string
  readonly policyVersion: number
  /** The workspace's own playbook of the kind; null: the default. */
  readonly playbook: Playbook | null
  /** How many times any playbook has been published: what the ticket pins. */
  readonly playbookEdition: number
}

/**
 * What opening a ticket on a line needs besides people: its number, its calendar as it stands, and the policy to pin (the
 * line's own, else the workspace's) beside the playbook. Null: no such line, or nothing is set up. A number taken
 * and not used leaves a gap.
 */
export async function loadIntakeFacts(db: Db | Tx, productLineId: string | null, kind: Ticket['kind']): Promise<IntakeFacts | null> {
  const { rows } = await sql<{ facts: IntakeFacts }>`select * from intake_facts(${productLineId}::uuid, ${kind})`.execute(db)
  return rows[0]?.facts ?? null
}

/** Names that a body may refer to, checked against their owner: the component is of the line, the environment of the account. */
export async function referencesExist(
  db: Db | Tx,
  refs: { componentId: string | null; lineId: string; environmentId: string | null; accountId: string },
): Promise<{ component: boolean; environment: boolean; names: { component: string | null; environment: string | null } }> {
  const { componentId, lineId, environmentId, accountId } = refs
  if (componentId === null && environmentId === null)
    return { component: true, environment: true, names: { component: null, environment: null } }
  const { rows } = await sql<{ component: string | null; environment: string | null }>`
    select (select name from components where id = ${componentId}::uuid and product_line_id = ${lineId}) as component,
      (select name from environments where id = ${environmentId}::uuid and account_id = ${accountId}) as environment`.execute(db)
  const names = rows[0] ?? { component: null, environment: null }
  return {
    component: componentId === null || names.component !== null,
    environment: environmentId === null || names.environment !== null,
    names,
  }
}

/** Of these attachments, the ones this person uploaded and has not linked yet. */
export async function ownUnlinkedAttachments(
  db: Db | Tx,
  ids: readonly string[],
  uploader: { kind: string; id: string },
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from attachments where id = any(${ids}::uuid[]) and uploader_kind = ${uploader.kind} and uploader_id = ${uploader.id} and linked_at is null`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Which of these contacts are active people of the account. */
export async function contactsOf(db: Db | Tx, accountId: Ticket['accountId'], ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: string
  }>`select id from contacts where account_id = ${accountId} and id = any(${ids}::uuid[]) and active`.execute(db)
  return rows.map((row) => row.id)
}
