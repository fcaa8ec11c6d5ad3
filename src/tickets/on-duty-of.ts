import type { Locale } from '#kernel/actor'
import { onDuty, type Responder, responder } from '#oncall'
import { Refused } from '#platform/refused'
import { badFields } from './bad-fields.ts'
import type { Commanded } from './commanded.ts'
import { functionName, staffName } from './store/names.ts'

/** Who of a function is on duty for the ticket's line and may be taken, fewest duties first; nobody: refused naming the lead. */
export async function onDutyOf(
  facts: Commanded,
  functionKey: string | null,
  locale: Locale,
  may: (staffId: string) => boolean,
): Promise<Responder> {
  const { tx, at, ticket, line } = facts
  if (functionKey === null) throw badFields([{ path: 'toStaffId', code: 'required' }])
  const name = await functionName(tx, functionKey, locale)
  if (name === null) throw badFields([{ path: 'toFunction', code: 'unknown-reference' }])
  const people = await onDuty(tx, { productLineId: ticket.productLineId, functionKey, at })
  const first = people.find(({ id }) => may(id))
  const found = first ? await responder(tx, first.id, ticket.productLineId, at) : null
  if (!found) throw new Refused('nobody-on-duty', { function: name, lead: await staffName(tx, line.leadId) })
  return found
}
