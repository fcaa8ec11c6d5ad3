import type { Locale } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Brand } from '../rules/brand.ts'
import { type Piece, writeLetter } from './letter.ts'
import { localTime } from './local-time.ts'
import { type MailedTitle, subjectOf } from './message-mail.ts'

export type ResolutionLetter = {
  readonly locale: Locale
  readonly to: string
  readonly company: string
  readonly brand: Brand | null
  readonly ticket: MailedTitle
  readonly found: string
  readonly closesAt: Instant | null
  readonly timeZone: string
  readonly url: string
  /** Null for whoever may not confirm. */
  readonly confirmUrl: string | null
  readonly reopenUrl: string
}

/** We say it is done: what was found, and the two answers there are, each a page with one button. */
export function resolutionMail(letter: ResolutionLetter): { readonly subject: string; readonly text: string; readonly html: string } {
  const { locale, ticket, company } = letter
  const say = locale === 'en' ? EN : ZH
  const pieces: Piece[] = [
    { as: 'line', text: say.hello(letter.to) },
    { as: 'line', text: say.done(ticket.title) },
    { as: 'words', text: letter.found },
    ...(letter.confirmUrl === null ? [] : [{ as: 'button', text: say.confirm, url: letter.confirmUrl } as const]),
    { as: 'button', text: say.reopen, url: letter.reopenUrl },
    ...(letter.closesAt === null ? [] : [{ as: 'line', text: say.closes(localTime(letter.closesAt, locale, letter.timeZone)) } as const]),
    { as: 'link', text: say.open, url: letter.url },
  ]
  return {
    subject: subjectOf(ticket),
    ...writeLetter({ locale, pieces, footer: say.footer(ticket.number, company), isAnswered: true, brand: letter.brand }),
  }
}

const ZH = {
  hello: (name: string) => (name === '' ? '您好：' : `${name}，您好：`),
  done: (title: string) => `“${title}”我们认为已经解决。处理结果：`,
  confirm: '已解决，确认',
  reopen: '还没解决，重新打开',
  closes: (time: string) => `如果没有收到您的回复，工单将在 ${time}自动关闭；之后仍可重新打开。`,
  open: '查看全部经过：',
  footer: (number: number, company: string) => `工单号 T-${number} · ${company}。上面的链接只对您有效，30 天内可用，请勿转发。`,
}
const EN: typeof ZH = {
  hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  done: (title) => `We believe that “${title}” is solved. What we found and did:`,
  confirm: 'It is solved: confirm',
  reopen: 'It is not solved: reopen',
  closes: (time) => `If we hear nothing from you, the ticket closes by itself on ${time}; you can still reopen it afterwards.`,
  open: 'All of it:',
  footer: (number, company) =>
    `Ticket T-${number} · ${company}. The links above are for you alone and work for 30 days; please do not pass them on.`,
}
