import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { MoveStation } from '../contract.ts'
import { moveStation } from '../rules/move-station.ts'
import { functionExists, staffFunctions } from '../store/names.ts'

export const moveTicket = (ctx: Ctx, ref: string, input: MoveStation, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'move',
    async ({ ticket, at, tx, playbook }) => {
      if (!(await functionExists(tx, input.toStation))) throw badFields([{ path: 'toStation', code: 'unknown-reference' }])
      return moveStation(ticket, input.toStation, input.reason ?? null, await staffFunctions(tx, ticket.ownerId), playbook, at)
    },
    options,
  )
