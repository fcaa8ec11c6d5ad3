import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { AskLowering, DecideLowering } from '../contract.ts'
import { owesReportAt } from '../owes-report.ts'
import { askLowering, decideLowering } from '../rules/lowering.ts'
import { silenceDates } from '../silence-dates.ts'
import { staffFunctions } from '../store/names.ts'
import { loadLowering } from '../store/objections.ts'
import { systemWord } from '../system-word.ts'

/** After restoration: what should be lowered, and why. It waits for a second person of another function. */
export const askTicketLowering = (ctx: Ctx, ref: string, { reason, ...wanted }: AskLowering, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'lower', ({ ticket, at }) => askLowering(ticket, { id: newId(at), reason, wanted }, staffId(ctx), at), options)

/** The second person signs it, or says why not; who asked may take it back. */
export const decideTicketLowering = (ctx: Ctx, ref: string, input: DecideLowering, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'decide_lowering',
    async (facts) => {
      const { ticket, at, tx } = facts
      const me = staffId(ctx)
      const lowering = ticket.loweringId === null ? null : await loadLowering(tx, ticket.loweringId)
      const by = {
        id: me,
        functions: await staffFunctions(tx, me),
        askersFunctions: lowering === null ? [] : await staffFunctions(tx, lowering.askedBy),
      }
      const owesReport = ticket.reportOwed && (await owesReportAt(lowering?.wanted.severity ?? ticket.severity, facts))
      const said = { agreed: input.agreed, reason: input.reason ?? null, word: await systemWord(facts) }
      const decision = { ...said, owesReport, silence: silenceDates(facts) }
      return decideLowering(ticket, lowering, decision, by, at)
    },
    // A second word takes no duty.
    { ...options, acceptsOffer: false },
  )
