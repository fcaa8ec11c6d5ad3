import { newId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { type FieldError, notFound } from '#platform/refused'
import { badFields } from '../bad-fields.ts'
import { type Commanded, type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { PostMessage } from '../contract.ts'
import { maySeeWords } from '../policy.ts'
import { type Message, postMessage } from '../rules/post-message.ts'
import { putOff, putOffProblems } from '../rules/put-off.ts'
import { silenceDates } from '../silence-dates.ts'
import { contactsOf, ownUnlinkedAttachments } from '../store/intake-facts.ts'

/** Words on a ticket. A contact writes to everybody on it, a partner person to partners; both as what they are. */
export async function postTicketMessage(
  ctx: Ctx,
  ref: string,
  input: PostMessage,
  options?: CommandOptions & { readonly channel?: 'mail' },
): Promise<Done & { readonly message: Message; readonly at: Instant }> {
  let posted: { message: Message; at: Instant } | undefined
  const done = await commandTicket(
    ctx,
    ref,
    'post_message',
    async (facts) => {
      const { actor } = ctx
      if (actor.kind !== 'staff' && actor.kind !== 'system' && !maySeeWords(actor, facts, input.audience, null)) throw notFound()
      await check(ctx, facts, input)
      const fromUs = actor.kind === 'staff'
      const message: Message = {
        id: newId(facts.at),
        audience: input.audience,
        body: input.body,
        authorKind: actor.kind,
        authorId: actor.id,
        channel: options?.channel ?? (actor.kind === 'integration' ? 'api' : 'portal'),
        toContactIds: fromUs && input.audience === 'customer' ? (input.to ?? null) : null,
        nextUpdateAt: fromUs && input.audience === 'customer' ? (input.nextUpdateAt ?? null) : null,
        attachmentIds: input.attachmentIds ?? [],
      }
      posted = { message, at: facts.at }
      const silence = () => silenceDates(facts)
      if (input.revisitAt !== undefined) return putOff(facts.ticket, message, input.revisitAt, silence, facts.at)
      return postMessage(facts.ticket, message, silence, facts.at)
    },
    options,
  )
  if (!posted) throw new Error('a message was committed without being made')
  return { ...done, ...posted }
}

async function check(ctx: Ctx, facts: Commanded, input: PostMessage): Promise<void> {
  const errors: FieldError[] = []
  if (input.revisitAt !== undefined) {
    const wanted = { audience: input.audience, revisitAt: input.revisitAt, fromUs: ctx.actor.kind === 'staff' }
    errors.push(...putOffProblems(facts.ticket, wanted, facts.at))
  }
  if (input.to !== undefined) {
    const theirs = input.audience === 'customer' ? await contactsOf(facts.tx, facts.ticket.accountId, input.to) : []
    for (const [index, id] of input.to.entries()) if (!theirs.includes(id)) errors.push({ path: `to.${index}`, code: 'unknown-reference' })
  }
  const own = await ownUnlinkedAttachments(facts.tx, input.attachmentIds ?? [], ctx.actor)
  for (const [index, id] of (input.attachmentIds ?? []).entries())
    if (!own.includes(id)) errors.push({ path: `attachmentIds.${index}`, code: 'unknown-reference' })
  if (errors.length > 0) throw badFields(errors)
}
