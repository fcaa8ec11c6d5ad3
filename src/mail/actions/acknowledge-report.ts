import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { LoggedEvent } from '#platform/log-reader/read-events'
import { isLoaded } from '../is-loaded.ts'
import { mailToWrite, type WritingParts } from '../mail-to-write.ts'
import { threadOf } from '../rules/mail-ids.ts'
import { mayAnswer, sentSince } from '../rules/send-cap.ts'
import { automaticSince, openedByPerson, promisedNext } from '../store/mail-answers.ts'
import { mailboxFor } from '../store/mailbox-for.ts'
import { insertOutgoing } from '../store/outgoing-mails.ts'
import { contactsToMail, readMailedTicket, threadIds } from '../store/ticket-mail.ts'
import { acknowledgementMail } from '../templates/acknowledgement-mail.ts'

/**
 * A ticket that a person opened by mail is acknowledged to them by mail. Whoever was sent two automatic mails within the hour gets no
 * third: two systems that answer each other stop there. What was not sent is written down as such.
 */
export async function acknowledgeReport(ctx: Ctx, event: LoggedEvent, parts: WritingParts): Promise<void> {
  if (event.ticketId === null || event.data['channel'] !== 'mail') return
  const ticket = await readMailedTicket(ctx.db, event.ticketId)
  if (!ticket || ticket.reporterId === null || isLoaded(ticket, event) || !(await openedByPerson(ctx.db, ticket.id))) return
  const [contact] = await contactsToMail(ctx.db, ticket.id, [ticket.reporterId])
  if (!contact) return
  const now = await systemClock.now()
  const nextAt = await promisedNext(ctx.db, ticket.id)
  await ctx.transaction(async (tx) => {
    const before = await automaticSince(tx, contact.address, sentSince(now))
    const { timeZone, number } = ticket
    const mailbox = await mailboxFor(tx, ticket.productLineId)
    const brand = mailbox?.brand ?? null
    const company = brand?.name ?? ticket.company
    const letter = acknowledgementMail({
      ...{ locale: contact.locale, to: contact.name, company, brand, ticket, nextAt, timeZone },
      url: `${parts.publicUrl}/tickets/T-${number}`,
    })
    const mail = mailToWrite(
      {
        once: `acknowledgement:${ticket.id}`,
        purpose: 'acknowledgement',
        mailbox,
        fromName: company,
        ticketId: ticket.id,
        ticketNumber: number,
        messageId: null,
        to: { kind: 'contact', id: contact.id, address: contact.address, name: contact.name },
        automatic: true,
        suppressed: contact.bounces ? 'address-bounces' : mayAnswer(before, now) ? null : 'too-many',
        now,
        content: { ...letter, ...threadOf(await threadIds(tx, ticket.id, null)), files: [] },
      },
      parts,
    )
    await insertOutgoing(tx, [mail])
  })
}
