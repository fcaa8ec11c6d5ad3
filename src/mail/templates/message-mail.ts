import type { Locale } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import { sizeText } from '#platform/files/file-store'
import type { Brand } from '../rules/brand.ts'
import { FILE_LINK_DAYS } from '../rules/file-link.ts'
import { answerSubject } from '../rules/ticket-title.ts'
import { type Piece, writeLetter } from './letter.ts'
import { localTime } from './local-time.ts'

/** `mailSubject`: of the customer's mail that the ticket began with; null: it began otherwise. */
export type MailedTitle = { readonly number: number; readonly title: string; readonly mailSubject: string | null }
export type MessageLetter = {
  readonly locale: Locale
  readonly to: string
  readonly company: string
  readonly brand: Brand | null
  readonly ticket: MailedTitle
  /** Null: no person of ours but Muster itself. */
  readonly author: string | null
  readonly body: string
  readonly nextUpdateAt: Instant | null
  readonly timeZone: string
  readonly url: string
  /** Files that were too large to go along, and where this recipient fetches them. */
  readonly linkedFiles: readonly { readonly name: string; readonly size: number; readonly url: string }[]
  readonly quote: { readonly by: string; readonly at: Instant; readonly body: string } | null
}

/** Long quotes only repeat what the reader has. */
const QUOTED = 2_000

/** Words of ours to a customer. */
export function messageMail(letter: MessageLetter): { readonly subject: string; readonly text: string; readonly html: string } {
  const { locale, ticket } = letter
  const say = locale === 'en' ? EN : ZH
  const time = (at: Instant) => localTime(at, locale, letter.timeZone)
  const pieces: Piece[] = [
    { as: 'line', text: say.hello(letter.to) },
    { as: 'words', text: letter.body },
    { as: 'quiet', text: letter.author === null ? say.fromUs(letter.company) : say.from(letter.author, letter.company) },
  ]
  if (letter.nextUpdateAt !== null) pieces.push({ as: 'line', text: say.next(time(letter.nextUpdateAt)) })
  if (letter.linkedFiles.length > 0) {
    pieces.push({ as: 'line', text: say.files })
    pieces.push({ as: 'links', links: letter.linkedFiles.map(({ name, size, url }) => ({ text: `${name} (${sizeText(size)})`, url })) })
  }
  pieces.push({ as: 'button', text: say.open, url: letter.url })
  const { quote } = letter
  if (quote) {
    const body = quote.body.length > QUOTED ? `${quote.body.slice(0, QUOTED)}…` : quote.body
    pieces.push({ as: 'quote', by: say.wrote(quote.by, time(quote.at)), text: body })
  }
  const written = writeLetter({ locale, pieces, footer: say.footer(ticket.number, letter.company), isAnswered: true, brand: letter.brand })
  return { subject: subjectOf(ticket), ...written }
}

/** As the answers to the mail it began with are called; else by its title, the number at the end: a subject begins with what it is about. */
export function subjectOf({ number, title, mailSubject }: MailedTitle): string {
  const answers = mailSubject === null ? null : answerSubject(mailSubject)
  return (answers ?? `${title} [T-${number}]`).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

const ZH = {
  hello: (name: string) => (name === '' ? '您好：' : `${name}，您好：`),
  from: (author: string, company: string) => `${author}（${company}）`,
  fromUs: (company: string) => company,
  next: (time: string) => `我们最迟在 ${time}再次告知进展。`,
  files: `以下附件较大，请点链接下载。链接只为您生成，${FILE_LINK_DAYS} 天内有效，请勿转发：`,
  open: '查看工单',
  wrote: (by: string, time: string) => `${by} 于 ${time}写道：`,
  footer: (number: number, company: string) => `工单号 T-${number} · ${company}。直接回复这封邮件，您的话就会写到工单上。`,
}
const EN: typeof ZH = {
  hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  from: (author, company) => `${author} (${company})`,
  fromUs: (company) => company,
  next: (time) => `You will hear from us again by ${time}.`,
  files: `These files are too large for mail; download them by their links, made for you alone and good for ${FILE_LINK_DAYS} days. Please do not pass them on:`,
  open: 'Open the ticket',
  wrote: (by, time) => `${by} wrote on ${time}:`,
  footer: (number, company) => `Ticket T-${number} · ${company}. Answer this mail and your words stand on the ticket.`,
}
