import { pinnedPolicy } from '#obligations'
import { answerOf } from '#obligations/rules/service-policy'
import type { Commanded } from './commanded.ts'
import { channelClass, type Severity } from './rules/vocabulary.ts'

/** Whether the ticket's policy owes a root-cause report at this severity. An internal ticket has nobody to send it to. */
export async function owesReportAt(severity: Severity, { ticket, tx }: Commanded): Promise<boolean> {
  if (ticket.accountKind === 'internal') return false
  const policy = await pinnedPolicy(tx, ticket)
  const question = {
    kind: 'root_cause_report',
    ticketKind: ticket.kind,
    severity,
    tier: ticket.accountTier,
    channelClass: channelClass(ticket.channel),
    phase: 'hurting' as const,
  }
  return (answerOf(policy, question)?.target ?? null) !== null
}
