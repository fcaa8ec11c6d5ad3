import { type Mailbox, type MailEnvelope, type OutgoingMail, UnsafeMail } from '../../port.ts'

// A line end in a value would begin a header of the value's author; NUL and its like are cut or read differently by every server.
const BREAKS_OUT = /[\0\r\n\v\f]/
/** What may stand between `<` and `>`: no blank, no angle bracket, nothing outside ASCII. */
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/
// One mailbox, not a list of them: a comma or a blank outside quotes would be a second recipient to some server.
const ADDRESS = /^[^\s<>"(),:;\\@[\]]+@[^\s<>"(),:;\\@]+$/
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/
/** Fields of their own, or not the caller's to write. */
const OWN_HEADERS = new Set(
  'from sender to cc bcc reply-to subject date message-id in-reply-to references mime-version content-type content-transfer-encoding content-disposition content-id dkim-signature received return-path'.split(
    ' ',
  ),
)

export function isMessageId(text: string): boolean {
  return MESSAGE_ID.test(text)
}

/** Throws `UnsafeMail` naming the first field whose value could become something else than what it is. */
export function refuseUnsafe(mail: OutgoingMail): void {
  refuseUnsafeEnvelope(mail.envelope)
  if (!isMessageId(mail.messageId)) throw new UnsafeMail('messageId')
  mailbox('from', mail.from)
  if (mail.replyTo) mailbox('replyTo', mail.replyTo)
  for (const one of mail.to) mailbox('to', one)
  for (const one of mail.cc) mailbox('cc', one)
  line('subject', mail.subject)
  line('inReplyTo', mail.inReplyTo ?? '')
  for (const id of mail.references) line('references', id)
  for (const [name, value] of Object.entries(mail.headers)) {
    if (!HEADER_NAME.test(name) || OWN_HEADERS.has(name.toLowerCase()) || /^content-/i.test(name)) throw new UnsafeMail('headers')
    line(`headers.${name}`, value)
  }
  for (const { filename, contentType, contentId } of mail.attachments) {
    line('attachments.filename', filename)
    if (!/^[\w.+-]+\/[\w.+-]+( *; *[\w.-]+=("[^"\\\r\n]*"|[\w.+-]+))*$/.test(contentType)) throw new UnsafeMail('attachments.contentType')
    if (contentId !== null && !isMessageId(`<${contentId}>`)) throw new UnsafeMail('attachments.contentId')
  }
}

export function refuseUnsafeEnvelope({ from, to }: MailEnvelope): void {
  if (from !== '' && !ADDRESS.test(from)) throw new UnsafeMail('envelope.from')
  if (to.length === 0 || !to.every((address) => ADDRESS.test(address))) throw new UnsafeMail('envelope.to')
}

function mailbox(field: string, { name, address }: Mailbox): void {
  line(field, name)
  if (!ADDRESS.test(address) || BREAKS_OUT.test(address)) throw new UnsafeMail(field)
}

function line(field: string, value: string): void {
  if (BREAKS_OUT.test(value)) throw new UnsafeMail(field)
}
