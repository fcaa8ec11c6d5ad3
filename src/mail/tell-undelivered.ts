import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { type DomainEvent, eventRows } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { ticketSights } from '#tickets'

/** A mail about a ticket that did not arrive, or will not. */
export type Undelivered = {
  readonly id: string
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly to: { readonly kind: string; readonly id: string | null; readonly name: string }
  /** `refused` by their server, `given-up` after days of trying, `address-bounces`: not sent any more, `bounced` after it was taken. */
  readonly why: 'refused' | 'given-up' | 'address-bounces' | 'bounced' | 'bounced-temporary'
  /** What their server said. */
  readonly response?: string | null
}

const SAID = 300

/** Says on each ticket, to our people only, that somebody was not reached; liaison and owner are told by their bell. */
export async function tellUndelivered(ctx: Ctx, tx: Tx, mails: readonly Undelivered[]): Promise<void> {
  const ofTickets = mails.flatMap((mail) => (mail.ticketId === null ? [] : [{ ...mail, ticketId: mail.ticketId }]))
  if (ofTickets.length === 0) return
  const sights = await ticketSights(tx, [...new Set(ofTickets.map(({ ticketId }) => ticketId))])
  const writes = new WriteSet()
  for (const mail of ofTickets) {
    const event: DomainEvent = {
      type: mail.why.startsWith('bounced') ? 'mail.bounced' : 'mail.undelivered',
      at: ctx.now,
      subject: { type: 'ticket', id: mail.ticketId },
      ticketId: mail.ticketId,
      data: {
        mailId: mail.id,
        messageId: mail.messageId,
        toKind: mail.to.kind,
        toId: mail.to.id,
        to: mail.to.name,
        why: mail.why,
        ...(mail.response ? { response: mail.response.slice(0, SAID) } : {}),
      },
    }
    const sight = sights.get(mail.ticketId)
    if (sight) writes.insert('events', eventRows([event], ctx.actor, sight, await ctx.clock.now()))
  }
  await writes.execute(tx)
}
