import { systemClock } from '#platform/clock'
import type { Db } from '#platform/db'
import { mailToWrite, type WritingParts } from '../mail-to-write.ts'
import { defaultServerMailbox } from '../store/mailbox-for.ts'
import { insertOutgoing } from '../store/outgoing-mails.ts'

/** A mail about signing in leaves by the default mailbox, and is forgotten once sent. False: no default mailbox has a server to send by. */
export async function queueSignInMail(
  db: Db,
  { to, subject, body }: { readonly to: string; readonly subject: string; readonly body: string },
  parts: WritingParts,
): Promise<boolean> {
  const mailbox = await defaultServerMailbox(db)
  if (mailbox === null) return false
  const mail = mailToWrite(
    {
      once: `sign-in:${crypto.randomUUID()}`,
      purpose: 'sign_in',
      mailbox,
      fromName: mailbox.name,
      ticketId: null,
      ticketNumber: null,
      messageId: null,
      to: { kind: 'address', id: null, address: to.toLowerCase(), name: '' },
      automatic: true,
      suppressed: null,
      now: await systemClock.now(),
      content: { subject, text: `${body}\n`, html: null, inReplyTo: null, references: [], files: [] },
    },
    parts,
  )
  await insertOutgoing(db, [mail])
  return true
}
