import { newId } from '#kernel/ids'
import { responder } from '#oncall'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { AskColleague } from '../contract.ts'
import { onDutyOf } from '../on-duty-of.ts'
import { ask } from '../rules/ask.ts'
import { staysActive } from '../store/asks.ts'

/** A question to a person, or to whoever is on duty in a function, which is one person at once. */
export async function askColleague(
  ctx: Ctx,
  ref: string,
  input: AskColleague,
  options?: CommandOptions,
): Promise<Done & { readonly askId: string }> {
  const askId = newId(ctx.now)
  const done = await commandTicket(
    ctx,
    ref,
    'ask',
    async (facts) => {
      const { ticket, at, tx } = facts
      const { toStaffId, toFunction = null, question } = input
      const me = staffId(ctx)
      const to =
        toStaffId !== undefined
          ? await responder(tx, toStaffId, ticket.productLineId, at)
          : await onDutyOf(facts, toFunction, ctx.actor.locale, (id) => id !== me)
      if (!to) throw badFields([{ path: 'toStaffId', code: 'unknown-reference' }])
      const asked = { ...to, active: await staysActive(tx, to.id) }
      return ask(ticket, { id: askId, toFunction: toStaffId === undefined ? toFunction : null, question }, asked, me, at)
    },
    options,
  )
  return { ...done, askId }
}
