import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { RecordFinding } from '../contract.ts'
import { recordFinding } from '../rules/record-finding.ts'
import { functionExists } from '../store/names.ts'

export const recordTicketFinding = (ctx: Ctx, ref: string, input: RecordFinding, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'record_finding',
    async ({ ticket, at, tx }) => {
      const { station, ...data } = input
      if (!(await functionExists(tx, station))) throw badFields([{ path: 'station', code: 'unknown-reference' }])
      return recordFinding(ticket, newId(at), station, data, staffId(ctx), at)
    },
    options,
  )
