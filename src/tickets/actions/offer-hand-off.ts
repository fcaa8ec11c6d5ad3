import { type HandOffId, newId } from '#kernel/ids'
import { responder } from '#oncall'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type Commanded, type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { OfferHandOff } from '../contract.ts'
import { onDutyOf } from '../on-duty-of.ts'
import { offerHandOff } from '../rules/hand-off.ts'
import { offerExpiry } from '../rules/offer-life.ts'
import type { Responder } from '../rules/ticket.ts'
import { functionExists } from '../store/names.ts'

/** An offer to a person, or to the on-duty of a function, which is one person at once; nobody on duty names the lead. */
export async function offerTicketHandOff(
  ctx: Ctx,
  ref: string,
  input: OfferHandOff,
  options?: CommandOptions,
): Promise<Done & { readonly handOffId: HandOffId }> {
  const handOffId = newId<HandOffId>(ctx.now)
  const done = await commandTicket(
    ctx,
    ref,
    'hand_off',
    async (facts) => {
      const { ticket, at, playbook } = facts
      for (const path of ['toFunction', 'toStation'] as const) {
        const key = input[path]
        if (key !== undefined && !(await functionExists(facts.tx, key))) throw badFields([{ path, code: 'unknown-reference' }])
      }
      const to = await receiver(ctx, facts, input)
      const acknowledgeDueAt = facts.obligations.find((one) => one.kind === 'acknowledge' && one.state === 'pending')?.dueAt ?? null
      const expiresAt = offerExpiry(ticket.severity, facts.working, input.duty === 'owner' ? acknowledgeDueAt : null, at)
      const { duty, toFunction = null, toStation = null, done, needed, force = false, reason = null } = input
      const handOff = { id: handOffId, duty, toFunction, toStation, done, needed, force, reason, expiresAt, timerId: newId(at) }
      return offerHandOff(ticket, handOff, to, staffId(ctx), { playbook, line: facts.line }, at)
    },
    options,
  )
  return { ...done, handOffId }
}

async function receiver(ctx: Ctx, facts: Commanded, input: OfferHandOff): Promise<Responder> {
  const { tx, at, ticket } = facts
  if (input.toStaffId !== undefined) {
    const found = await responder(tx, input.toStaffId, ticket.productLineId, at)
    if (!found) throw badFields([{ path: 'toStaffId', code: 'unknown-reference' }])
    return found
  }
  const holderId = input.duty === 'owner' ? ticket.ownerId : ticket.liaisonId
  const may = (id: string) => id !== holderId && !ticket.complaintAbout.some((about) => about === id)
  return onDutyOf(facts, input.toFunction ?? null, ctx.actor.locale, may)
}
