import type { Locale } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Brand } from '../rules/brand.ts'
import { type Piece, writeLetter } from './letter.ts'
import { localTime } from './local-time.ts'
import { type MailedTitle, subjectOf } from './message-mail.ts'

export type AcknowledgementLetter = {
  readonly locale: Locale
  readonly to: string
  readonly company: string
  readonly brand: Brand | null
  readonly ticket: MailedTitle
  readonly nextAt: Instant | null
  readonly timeZone: string
  readonly url: string
}

/** Their mail is here: its number, what we took it for, and when they hear from us. It quotes nothing: its sender may be invented. */
export function acknowledgementMail(letter: AcknowledgementLetter): {
  readonly subject: string
  readonly text: string
  readonly html: string
} {
  const { locale, ticket, company } = letter
  const say = locale === 'en' ? EN : ZH
  const pieces: Piece[] = [
    { as: 'line', text: say.hello(letter.to) },
    { as: 'line', text: say.here(company) },
    {
      as: 'facts',
      facts: [
        [say.number, `T-${ticket.number}`],
        [say.title, ticket.title],
        ...(letter.nextAt === null ? [] : [[say.next, localTime(letter.nextAt, locale, letter.timeZone)] as const]),
      ],
    },
    { as: 'line', text: say.more },
    { as: 'button', text: say.open, url: letter.url },
  ]
  return {
    subject: subjectOf(ticket),
    ...writeLetter({ locale, pieces, footer: say.footer(ticket.number, company), isAnswered: true, brand: letter.brand }),
  }
}

const ZH = {
  hello: (name: string) => (name === '' ? '您好：' : `${name}，您好：`),
  here: (company: string) => `您的邮件已收到，${company}已有专人负责。`,
  number: '工单号',
  title: '问题',
  next: '最迟回复',
  more: '如需补充，直接回复这封邮件即可，可以带截图和日志。',
  open: '查看工单',
  footer: (number: number, company: string) => `工单号 T-${number} · ${company}。这封邮件是自动发送的，回复会有人看。`,
}
const EN: typeof ZH = {
  hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  here: (company) => `Your mail is here, and somebody at ${company} is responsible for it.`,
  number: 'Ticket',
  title: 'Matter',
  next: 'You hear from us by',
  more: 'To add something, answer this mail; screenshots and logs are welcome.',
  open: 'Open the ticket',
  footer: (number, company) => `Ticket T-${number} · ${company}. This mail was sent by itself; a person reads your answer.`,
}
