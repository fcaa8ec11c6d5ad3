import { newId } from '#kernel/ids'
import { pinnedPolicy } from '#obligations'
import { isOpen } from '#obligations/rules/obligation'
import { answerOf } from '#obligations/rules/service-policy'
import type { Ctx } from '#platform/ctx'
import { type Commanded, type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { ResolveTicket } from '../contract.ts'
import { resolve } from '../rules/resolve.ts'
import { channelClass } from '../rules/vocabulary.ts'
import { silenceDates } from '../silence-dates.ts'

export const resolveTicket = (ctx: Ctx, ref: string, input: ResolveTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'resolve',
    async (facts) => {
      const { ticket, at, playbook } = facts
      const resolution = {
        id: newId(at),
        text: input.text,
        causeClass: input.causeClass,
        prevention: input.prevention,
        evidence: input.evidence ?? null,
      }
      return resolve(ticket, resolution, staffId(ctx), playbook, await owesReport(facts), silenceDates(facts), at)
    },
    options,
  )

/** A root-cause report is owed when one is open, or when resolving arms it because nothing was restored before. */
async function owesReport({ ticket, obligations, tx }: Commanded): Promise<boolean> {
  const reports = obligations.filter((one) => one.kind === 'root_cause_report')
  if (reports.some(isOpen)) return true
  if (reports.some((one) => one.state === 'kept' || one.fulfilledAt !== null) || ticket.accountKind === 'internal') return false
  const policy = await pinnedPolicy(tx, ticket)
  const question = {
    kind: 'root_cause_report',
    ticketKind: ticket.kind,
    severity: ticket.severity,
    tier: ticket.accountTier,
    channelClass: channelClass(ticket.channel),
    phase: 'hurting' as const,
  }
  return (answerOf(policy, question)?.target ?? null) !== null
}
