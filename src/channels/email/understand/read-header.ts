import { cleanLine } from '#mail/rules/clean-text'
import type { MailHeader } from '#mail/rules/mail-header'
import { messageIds } from '#mail/rules/message-ids'
import { type AddressList, cleanAddress, parseAddresses } from '#mail/rules/parse-addresses'
import { parseMailDate } from '#mail/rules/parse-mail-date'
import type { UnderstoodMail } from '#mail/rules/understood-mail'
import { decodeWords } from './mime/decode-words.ts'
import { type RawField, rawValue } from './mime/mime-part.ts'

type Header = Pick<
  UnderstoodMail,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'from'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'recipientsLeftOut'
  | 'deliveredTo'
  | 'deliveredLast'
  | 'subject'
  | 'sentAt'
>

const MAX_RECIPIENTS = 200
const MAX_REPLY_TO = 20
const MAX_REFERENCES = 100
const MAX_SUBJECT = 998
const MAX_VALUE = 4_000
const DELIVERED = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'])
/** Twice in one mail, each reader may believe another one. */
const SINGLE = ['from', 'subject', 'date', 'message-id', 'reply-to', 'to']

/** Who, to whom, when and about what, from the fields of a header. What is missing or double is named in `defects`. */
export function readHeader(fields: readonly RawField[], defects: Set<string>): Header {
  for (const name of SINGLE) if (fields.filter((field) => field.name === name).length > 1) defects.add(`double-${name}`)
  const to = list(fields, 'to', MAX_RECIPIENTS, defects)
  const cc = list(fields, 'cc', MAX_RECIPIENTS - to.addresses.length, defects)
  return {
    messageId: readMessageId(fields, defects),
    inReplyTo: messageIds(join(fields, 'in-reply-to'), 10),
    references: messageIds(join(fields, 'references'), MAX_REFERENCES),
    from: readSender(fields, defects),
    replyTo: list(fields, 'reply-to', MAX_REPLY_TO, defects).addresses,
    to: to.addresses,
    cc: cc.addresses,
    recipientsLeftOut: to.leftOut + cc.leftOut,
    deliveredTo: readDelivered(fields),
    deliveredLast: readDelivered(writtenLast(fields)),
    subject: readSubject(fields, defects),
    sentAt: readDate(fields, defects),
  }
}

/** Whether every server reads the same sender out of these fields: one From, one address in it, and that as it stands there. */
export function isSenderClear(fields: readonly RawField[], from: UnderstoodMail['from']): boolean {
  const [only, ...others] = fields.filter((field) => field.name === 'from')
  if (only === undefined || others.length > 0) return false
  const inBrackets = Array.from(only.raw.matchAll(/<([^<>]*)>/g), (match) => cleanAddress(match[1]!))
  if (inBrackets.some((address) => address !== from?.address)) return false
  const { addresses, leftOut } = parseAddresses(only.raw, 1, (text) => text)
  return leftOut === 0 && addresses[0]?.address === from?.address
}

/** All fields as text, for rules that look at them by name. */
export function decodedFields(fields: readonly RawField[], defects: Set<string>): readonly MailHeader[] {
  return fields.map(({ name, raw }) => ({ name, value: cleanLine(decodeWords(raw.slice(0, MAX_VALUE), defects), MAX_VALUE) }))
}

function readSender(fields: readonly RawField[], defects: Set<string>): UnderstoodMail['from'] {
  const from = list(fields.filter((field) => field.name === 'from').slice(0, 1), 'from', 1, defects).addresses[0]
  if (from !== undefined) return from
  defects.add('no-from')
  return list(fields, 'sender', 1, defects).addresses[0] ?? null
}

function list(fields: readonly RawField[], name: string, limit: number, defects: Set<string>): AddressList {
  const value = fields
    .filter((field) => field.name === name)
    .map((field) => field.raw)
    .join(', ')
  return parseAddresses(value, limit, (text) => decodeWords(text, defects))
}

function join(fields: readonly RawField[], name: string): string {
  return fields
    .filter((field) => field.name === name)
    .map((field) => field.raw)
    .join(' ')
}

function readMessageId(fields: readonly RawField[], defects: Set<string>): string | null {
  const ids = messageIds(join(fields, 'message-id'), 3)
  if (ids.length === 1) return ids[0]!
  defects.add(ids.length === 0 ? 'no-message-id' : 'double-message-id')
  return null
}

function readDelivered(fields: readonly RawField[]): readonly string[] {
  const addresses = fields.flatMap(({ name, raw }) => (DELIVERED.has(name) ? [cleanAddress(raw)] : []))
  return [...new Set(addresses.filter((address) => address !== null))].slice(0, 20)
}

/** Each server writes above what it was given. Without a Received no server says anything. */
function writtenLast(fields: readonly RawField[]): readonly RawField[] {
  const firstReceived = fields.findIndex(({ name }) => name === 'received')
  return fields.slice(0, Math.max(firstReceived, 0))
}

function readSubject(fields: readonly RawField[], defects: Set<string>): string {
  const subject = cleanLine(decodeWords(rawValue(fields, 'subject') ?? '', defects), MAX_SUBJECT)
  if (subject === '') defects.add('no-subject')
  return subject
}

function readDate(fields: readonly RawField[], defects: Set<string>): UnderstoodMail['sentAt'] {
  const raw = rawValue(fields, 'date')
  if (raw === null || raw === '') {
    defects.add('no-date')
    return null
  }
  const at = parseMailDate(decodeWords(raw.slice(0, 200), defects), 'utc')
  if (at === null) defects.add('date-broken')
  return at
}
