import { systemClock } from '#platform/clock'
import type { Tx } from '#platform/db'
import { mailToWrite, notificationHeaders, type WritingParts } from '../mail-to-write.ts'
import { defaultServerMailbox } from '../store/mailbox-for.ts'
import { insertOutgoing } from '../store/outgoing-mails.ts'

/**
 * What the bell told a person of ours leaves by the default mailbox, once however often it is asked. It belongs to no ticket: an answer to it leads
 * nowhere by itself, and when it does not arrive no customer went unreached. False: no default mailbox has a server to send by.
 */
export async function queueNotificationMail(
  tx: Tx,
  mail: {
    readonly once: string
    readonly to: { readonly id: string; readonly name: string; readonly email: string }
    readonly subject: string
    readonly text: string
    readonly html: string
    /** Where its reader chooses what reaches them. */
    readonly settingsUrl: string
  },
  parts: WritingParts,
): Promise<boolean> {
  const { once, to, subject, text, html, settingsUrl } = mail
  const mailbox = await defaultServerMailbox(tx)
  if (mailbox === null) return false
  const written = mailToWrite(
    {
      once,
      purpose: 'notice',
      mailbox,
      fromName: mailbox.name,
      ticketId: null,
      ticketNumber: null,
      messageId: null,
      to: { kind: 'staff', id: to.id, address: to.email.toLowerCase(), name: to.name },
      automatic: true,
      suppressed: null,
      now: await systemClock.now(),
      content: { subject, text, html, inReplyTo: null, references: [], files: [] },
      headers: notificationHeaders(mailbox.address, settingsUrl),
    },
    parts,
  )
  await insertOutgoing(tx, [written])
  return true
}
