import { hash } from 'node:crypto'
import { cleanLine } from '#mail/rules/clean-text'
import { isForwardSubject } from '#mail/rules/is-forward-subject'
import { judgeAutomatic } from '#mail/rules/judge-automatic'
import { headerValue, type MailHeader } from '#mail/rules/mail-header'
import { parseAddresses } from '#mail/rules/parse-addresses'
import { type ReadSender, readAuthentication } from '#mail/rules/read-authentication'
import { messageIdInText, readBounceText } from '#mail/rules/read-bounce-text'
import { readDeliveryReport } from '#mail/rules/read-delivery-report'
import { readForwarded } from '#mail/rules/read-forwarded'
import type { Bounce, Forwarded, MailFile, UnderstoodMail } from '#mail/rules/understood-mail'
import { collectContent } from './collect-content.ts'
import type { FoundFile, MailContent } from './mail-content.ts'
import { type MimePart, rawValue } from './mime/mime-part.ts'
import { readFields } from './mime/read-fields.ts'
import { splitMail } from './mime/split-mail.ts'
import { readBody } from './read-body.ts'
import { decodedFields, isSenderClear, readHeader } from './read-header.ts'
import { wrapperInText } from './wrapper-of.ts'

/**
 * `ownDomains`: where our Message-IDs are. `ownMark`: what our mails carry; null: unknown. `trustedServer`: the authserv-id of our own receiving
 * server; null: none is believed.
 */
export type UnderstandOptions = {
  readonly ownDomains: readonly string[]
  readonly ownMark: string | null
  readonly trustedServer: string | null
}
/** `files` by sha256; each has bytes of its own. */
export type Understanding = { readonly mail: UnderstoodMail; readonly files: ReadonlyMap<string, Uint8Array> }

/** Reads one mail, whatever it is made of. Never refuses one: what is broken is named in `defects`. Bounded in time and size by the caller. */
export function understandMail(raw: Uint8Array, options: UnderstandOptions): Understanding {
  const defects = new Set<string>()
  const root = splitMail(withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), defects), defects)
  const header = readHeader(root.fields, defects)
  const headers = decodedFields(root.fields, defects)
  const content = withPassedOn(collectContent(root, charsetOfHeader(root), defects), defects)
  const isForward = isForwardSubject(header.subject)
  const body = readBody(content.blocks, isForward, defects)
  const { mailFiles, files } = keepFiles(content.files, body.html)
  const bounce = readBounce(headers, header, content, body.text)
  const isReport = root.mediaType === 'multipart/report'
  const mail: UnderstoodMail = {
    ...header,
    ...body,
    files: mailFiles,
    wrapper: content.wrapper === 'none' ? wrapperInText(content.blocks[0]?.text ?? '') : content.wrapper,
    automatic: judgeAutomatic({
      headers,
      subject: header.subject,
      contentType: { mediaType: root.mediaType, parameters: lowerCased(root.parameters) },
      calendarMethods: content.calendarMethods,
      delivery:
        bounce === null
          ? null
          : bounce.recipients.some((one) => one.permanence !== 'delivered') || bounce.recipients.length === 0
            ? 'failed'
            : 'delivered',
      messageId: header.messageId,
      ownDomains: options.ownDomains,
      ownMark: options.ownMark,
    }),
    isFromOtherMuster: isFromOtherMuster(headers, options.ownMark),
    bounce,
    forwarded: bounce !== null || isReport ? null : (forwardedInside(content) ?? readForwarded(body.text, isForward)),
    authentication: readAuthentication(headers, options.trustedServer, senderOf(root, header)),
    defects: [...defects].sort(),
  }
  return { mail, files }
}

function isFromOtherMuster(headers: readonly MailHeader[], ownMark: string | null): boolean {
  const mark = headerValue(headers, 'x-muster-id')
  return ownMark !== null && mark !== null && mark.trim() !== ownMark
}

function senderOf({ fields }: MimePart, { from }: Pick<UnderstoodMail, 'from'>): ReadSender {
  return { domain: from?.address.slice(from.address.lastIndexOf('@') + 1) ?? null, isClear: isSenderClear(fields, from) }
}

// Old systems end lines by a carriage return alone.
function withLineFeeds(mail: Buffer, defects: Set<string>): Buffer {
  if (mail.length === 0 || mail.includes(10) || !mail.includes(13)) return mail
  defects.add('line-ends')
  return Buffer.from(mail.map((byte) => (byte === 13 ? 10 : byte)))
}

// What the subject or the sender's name is written in, the text most likely is too.
function charsetOfHeader({ fields }: MimePart): string | null {
  const words = `${rawValue(fields, 'subject') ?? ''} ${rawValue(fields, 'from') ?? ''}`.slice(0, 4_000)
  return /=\?([\w:.+-]{1,60})(?:\*[^?]{0,20})?\?[bq]\?/i.exec(words)?.[1] ?? null
}

function lowerCased(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, cleanLine(value, 200).toLowerCase()]))
}

function readBounce(
  headers: readonly MailHeader[],
  { from, subject }: Pick<UnderstoodMail, 'from' | 'subject'>,
  { deliveryReports, mailsInside }: MailContent,
  text: string,
): Bounce | null {
  const recipients = deliveryReports.flatMap((report) => readDeliveryReport(report))
  const inside = mailsInside[0] === undefined ? null : messageIdInText(mailsInside[0].toString('latin1', 0, 100_000))
  if (deliveryReports.length > 0) return { originalMessageId: inside ?? messageIdInText(text), recipients: recipients.slice(0, 200) }
  const returnPathEmpty = /^<\s*>$/.test(headerValue(headers, 'return-path') ?? '')
  const failed = headerValue(headers, 'x-failed-recipients')
  const told = readBounceText({ from: from?.address ?? null, returnPathEmpty, subject, text })
  if (failed === null) return told === null ? null : { ...told, originalMessageId: inside ?? told.originalMessageId }
  const named = parseAddresses(failed, 200, (word) => word).addresses
  return {
    originalMessageId: inside ?? told?.originalMessageId ?? messageIdInText(text),
    recipients: named.map(({ address }) => ({
      ...(told?.recipients.find((one) => one.address === address) ?? { status: null, diagnostic: null }),
      address,
      permanence: 'permanent',
    })),
  }
}

// Passed on as an attachment, without a word: then what is inside is what the person wants to say.
function withPassedOn(content: MailContent, defects: Set<string>): MailContent {
  const [inside, ...others] = content.mailsInside
  const isSilent = content.blocks.every((block) => block.html === null && !block.text?.trim())
  if (inside === undefined || others.length > 0 || !isSilent || content.deliveryReports.length > 0) return content
  const root = splitMail(inside, defects)
  const passedOn = collectContent(root, charsetOfHeader(root), defects)
  return { ...content, blocks: passedOn.blocks, files: [...content.files, ...passedOn.files] }
}

// A mail attached to another one was passed on with it.
function forwardedInside({ mailsInside }: MailContent): Forwarded | null {
  const inside = mailsInside[0]
  if (inside === undefined) return null
  const { from, subject, sentAt, messageId } = readHeader(
    readFields(inside, 0, Math.min(inside.length, 1_000_000), new Set()).fields,
    new Set(),
  )
  return from === null ? null : { from, subject: subject === '' ? null : subject, sentAt, messageId }
}

// Handed over to another thread as a whole: neither a view of the mail, nor of the pool that small buffers share.
function ownBytes(content: Buffer): Uint8Array {
  const { buffer, byteOffset, byteLength } = content
  // Decoders allow for line ends and padding.
  const isOwn = byteOffset === 0 && byteLength > buffer.byteLength * 0.7 && byteLength > 100_000
  return isOwn && buffer instanceof ArrayBuffer ? new Uint8Array(buffer, 0, byteLength) : new Uint8Array(content)
}

function keepFiles(found: readonly FoundFile[], html: string | null): { mailFiles: readonly MailFile[]; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  const referenced = new Set(Array.from(html?.matchAll(/\bcid:([^"'\s>]{1,300})/gi) ?? [], (match) => match[1]!.toLowerCase()))
  const mailFiles = found.map(({ name, mediaType, content, contentId, isMarkedInline }): MailFile => {
    const sha256 = hash('sha256', content, 'hex')
    if (!files.has(sha256)) files.set(sha256, ownBytes(content))
    const isReferenced = contentId !== null && referenced.has(contentId.toLowerCase())
    const cid = contentId === null ? null : cleanLine(contentId, 300)
    return {
      name,
      mediaType,
      size: content.length,
      sha256,
      contentId: cid,
      isInline: isReferenced || (isMarkedInline && mediaType.startsWith('image/')),
    }
  })
  return { mailFiles, files }
}
