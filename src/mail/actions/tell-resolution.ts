import { addMs, DAY, instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { LoggedEvent } from '#platform/log-reader/read-events'
import { isLoaded } from '../is-loaded.ts'
import { mailToWrite, type WritingParts } from '../mail-to-write.ts'
import { actToken, type MailAct } from '../rules/act-token.ts'
import { threadOf } from '../rules/mail-ids.ts'
import { standingResolution } from '../store/mail-answers.ts'
import { mailboxFor } from '../store/mailbox-for.ts'
import { insertOutgoing } from '../store/outgoing-mails.ts'
import { contactsToMail, readMailedTicket, threadIds } from '../store/ticket-mail.ts'
import { tellUndelivered } from '../tell-undelivered.ts'
import { resolutionMail } from '../templates/resolution-mail.ts'

const LINK_LIFE = 30 * DAY

/** What was resolved is told to each contact who takes part, with a link to confirm and one to reopen, for them alone. */
export async function tellResolution(ctx: Ctx, event: LoggedEvent, parts: WritingParts): Promise<void> {
  if (event.ticketId === null) return
  const ticket = await readMailedTicket(ctx.db, event.ticketId)
  const resolution = await standingResolution(ctx.db, event.ticketId)
  // Reopened meanwhile: what the mail would ask is no longer the question.
  if (!ticket || !resolution || ticket.status !== 'resolved' || isLoaded(ticket, event)) return
  const contacts = await contactsToMail(ctx.db, ticket.id, null)
  if (contacts.length === 0) return
  const now = await systemClock.now()
  const closesAt = event.data['closesAt']
  await ctx.transaction(async (tx) => {
    const mailbox = await mailboxFor(tx, ticket.productLineId)
    const thread = threadOf(await threadIds(tx, ticket.id, null))
    const brand = mailbox?.brand ?? null
    const company = brand?.name ?? ticket.company
    const mails = contacts.map((contact) => {
      const link = (act: MailAct) => {
        const expiresAt = addMs(now, LINK_LIFE)
        const token = { act, ticketId: ticket.id, contactId: contact.id, resolutionId: resolution.id, expiresAt }
        // Behind the #: it reaches neither our logs nor a proxy's.
        return `${parts.publicUrl}/mail-act#token=${actToken(token, parts.hmac)}`
      }
      const letter = resolutionMail({
        ...{ locale: contact.locale, to: contact.name, company, brand, ticket, timeZone: ticket.timeZone, found: resolution.text },
        closesAt: typeof closesAt === 'number' ? instant(closesAt) : null,
        url: `${parts.publicUrl}/tickets/T-${ticket.number}`,
        confirmUrl: contact.mayConfirm ? link('confirm') : null,
        reopenUrl: link('reopen'),
      })
      return mailToWrite(
        {
          once: `resolution:${resolution.id}:${contact.id}`,
          purpose: 'resolution',
          mailbox,
          fromName: company,
          ticketId: ticket.id,
          ticketNumber: ticket.number,
          messageId: null,
          to: { kind: 'contact', id: contact.id, address: contact.address, name: contact.name },
          automatic: true,
          suppressed: contact.bounces ? 'address-bounces' : null,
          now,
          content: { ...letter, ...thread, files: [] },
        },
        parts,
      )
    })
    const made = await insertOutgoing(tx, mails)
    const unreached = mails.filter(({ once, suppressed }) => suppressed !== null && made.has(once))
    await tellUndelivered(
      ctx,
      tx,
      unreached.map((mail) => ({ ...mail, why: 'address-bounces' as const })),
    )
  })
}
