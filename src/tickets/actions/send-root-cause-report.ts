import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { SendRootCauseReport } from '../contract.ts'
import { sendRootCauseReport } from '../rules/root-cause-report.ts'
import { ownUnlinkedAttachments } from '../store/intake-facts.ts'

export const sendTicketRootCauseReport = (ctx: Ctx, ref: string, input: SendRootCauseReport, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'send_root_cause_report',
    async ({ ticket, at, tx }) => {
      const attachmentIds = [...new Set(input.attachmentIds ?? [])]
      const own = await ownUnlinkedAttachments(tx, attachmentIds, ctx.actor)
      const foreign = attachmentIds.flatMap((id, index) =>
        own.includes(id) ? [] : [{ path: `attachmentIds.${index}`, code: 'unknown-reference' }],
      )
      if (foreign.length > 0) throw badFields(foreign)
      return sendRootCauseReport(ticket, { id: newId(at), body: input.body, attachmentIds }, staffId(ctx), at)
    },
    options,
  )
