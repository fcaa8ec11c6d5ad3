import type { ProductLineId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { PatchTicket } from '../contract.ts'
import { edit } from '../rules/edit.ts'
import { loadIntakeFacts, referencesExist } from '../store/intake-facts.ts'

export const editTicket = (ctx: Ctx, ref: string, input: PatchTicket, options: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'edit',
    async ({ ticket, at, tx }) => {
      const lineId = input.productLineId ?? ticket.productLineId
      if (input.productLineId !== undefined && !(await loadIntakeFacts(tx, input.productLineId, ticket.kind)))
        throw badFields([{ path: 'productLineId', code: 'unknown-reference' }])
      const exist = await referencesExist(tx, {
        componentId: input.componentId ?? null,
        lineId,
        environmentId: null,
        accountId: ticket.accountId,
      })
      if (!exist.component) throw badFields([{ path: 'componentId', code: 'unknown-reference' }])
      const given = Object.fromEntries(Object.entries(input.report ?? {}).filter(([, value]) => value !== undefined))
      return edit(
        ticket,
        {
          title: input.title,
          productLineId: input.productLineId as ProductLineId | undefined,
          componentId: input.componentId,
          report: given,
        },
        at,
      )
    },
    options,
  )
