import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { RecordFinding } from '../contract.ts'
import { outcomeProblems } from '../rules/outcome-problems.ts'
import { recordFinding } from '../rules/record-finding.ts'
import { functionExists } from '../store/names.ts'

export const recordTicketFinding = (ctx: Ctx, ref: string, input: RecordFinding, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'record_finding',
    async ({ ticket, at, tx }) => {
      const { station, ...data } = input
      const unknown = (await functionExists(tx, station)) ? [] : [{ path: 'station', code: 'unknown-reference' }]
      const errors = [...unknown, ...outcomeProblems(ticket, data, at)]
      if (errors.length > 0) throw badFields(errors)
      return recordFinding(ticket, newId(at), station, data, staffId(ctx), at)
    },
    options,
  )
