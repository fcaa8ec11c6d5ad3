import type { ProductLineId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { Refused } from '#platform/refused'
import { onDutyOf, personOnDuty } from '../person-on-duty.ts'
import { fewestDutiesFirst } from '../rules/fewest-duties-first.ts'
import { DUTY_COUNT_LIMIT, type IntakeCandidates, type IntakePerson } from '../rules/intake-candidates.ts'
import { type IntakeRole, type IntakeRow, loadIntakeRows } from '../store.ts'

/**
 * The facts intake chooses an owner by, in one round trip. `productLineId` null means the workspace's default line. Null: there
 * is no such line, or it is archived. Refused `workspace-not-set-up` while nobody is the last resort.
 */
export async function intakeCandidates(
  db: Db | Tx,
  query: { accountId: string; productLineId: string | null; at: Instant },
): Promise<IntakeCandidates | null> {
  const { at } = query
  const rows = await loadIntakeRows(db, { ...query, countLimit: DUTY_COUNT_LIMIT })
  if (rows.length === 0 && query.productLineId !== null) return null
  const of = (role: IntakeRole): IntakePerson | null => {
    const row = rows.find((one) => one.roles.includes(role))
    return row ? personOnDuty(row, at) : null
  }
  const [lineLead, dutyManager, lastResort] = [of('line-lead'), of('duty-manager'), of('last-resort')]
  if (!lineLead || !dutyManager || !lastResort) throw new Refused('workspace-not-set-up')
  return {
    productLineId: rows[0]!.line_id as ProductLineId,
    servicePerson: of('service'),
    frontline: fewestDutiesFirst(frontlineOnDuty(rows, at), at),
    squadLead: of('squad-lead'),
    lineLead,
    dutyManager,
    lastResort,
  }
}

function frontlineOnDuty(rows: readonly IntakeRow[], at: Instant): IntakePerson[] {
  return rows.filter((row) => row.roles.includes('frontline') && onDutyOf(row, at).onDuty).map((row) => personOnDuty(row, at))
}
