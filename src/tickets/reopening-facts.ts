import { intakeCandidates } from '#oncall'
import { Refused } from '#platform/refused'
import type { Commanded } from './command-ticket.ts'
import { chooseDuty } from './rules/open-ticket.ts'
import type { Reopening } from './rules/reopen.ts'
import { loadIntakeFacts } from './store/intake-facts.ts'
import { activeStaff } from './store/names.ts'

/** What a reopening asks: who of the two is still there, intake's choice for who is not, and the policy of now. */
export async function reopeningFacts({ ticket, at, tx }: Commanded): Promise<Reopening> {
  const active = await activeStaff(tx, [ticket.ownerId, ticket.liaisonId])
  const candidates = await intakeCandidates(tx, { accountId: ticket.accountId, productLineId: ticket.productLineId, at })
  const intake = await loadIntakeFacts(tx, ticket.productLineId, ticket.kind)
  if (!candidates || !intake) throw new Refused('line-archived')
  return {
    ownerActive: active.includes(ticket.ownerId),
    liaisonActive: active.includes(ticket.liaisonId),
    successor: chooseDuty(candidates, ticket.complaintAbout).id,
    policyId: intake.policyId,
    policyVersion: intake.policyVersion,
  }
}
