import { newId } from '#kernel/ids'
import { isOpen } from '#obligations/rules/obligation'
import type { Ctx } from '#platform/ctx'
import { type Commanded, type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { ResolveTicket } from '../contract.ts'
import { owesReportAt } from '../owes-report.ts'
import { resolve } from '../rules/resolve.ts'
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
async function owesReport(facts: Commanded): Promise<boolean> {
  const reports = facts.obligations.filter((one) => one.kind === 'root_cause_report')
  if (reports.some(isOpen)) return true
  if (reports.some((one) => one.state === 'kept' || one.fulfilledAt !== null)) return false
  return owesReportAt(facts.ticket.severity, facts)
}
