import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { TriageTicket } from '../contract.ts'
import { triage } from '../rules/triage.ts'

export const triageTicket = (ctx: Ctx, ref: string, input: TriageTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'triage',
    ({ ticket, at }) => {
      const { impact, urgency, flags = null, severity = null, because = null, reason = null, suspectedSide = null } = input
      return triage(ticket, { id: newId(at), impact, urgency, flags, severity, because, reason, suspectedSide }, staffId(ctx), at)
    },
    options,
  )
