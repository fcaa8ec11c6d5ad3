import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { TriageTicket } from '../contract.ts'
import { triage } from '../rules/triage.ts'
import { systemWord } from '../system-word.ts'

export const triageTicket = (ctx: Ctx, ref: string, input: TriageTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'triage',
    async (facts) => {
      const { ticket, at } = facts
      const { impact, urgency, flags = null, severity = null, because = null, reason = null, suspectedSide = null } = input
      const word = await systemWord(facts)
      return triage(ticket, { id: newId(at), impact, urgency, flags, severity, because, reason, suspectedSide, word }, staffId(ctx), at)
    },
    options,
  )
