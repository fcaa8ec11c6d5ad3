import type { Locale } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import { type Piece, writeLetter } from '#mail'
import { NOTICE_FOOTER, NOTICE_LINE, NOTICE_SETTINGS } from '#mail/rules/notice-line'
import { byTicket, type Listed } from '../rules/by-ticket.ts'
import type { MailWay } from '../rules/mail-way.ts'
import { toldWords } from './told-words.ts'

/** One notification; `title` null where its reader may not see the ticket's words. */
type ToTell = Listed & {
  readonly reason: string
  readonly data: Readonly<Record<string, unknown>>
  readonly number: number | null
  readonly title: string | null
}

type NotificationLetter = {
  readonly way: MailWay
  readonly locale: Locale
  readonly timeZone: string
  readonly name: string
  readonly notifications: readonly ToTell[]
  /** In all: more than are listed where there are very many. */
  readonly total: number
  readonly publicUrl: string
  readonly settingsUrl: string
}

/** What the bell told one person: one matter a ticket, the most urgent first. It quotes nobody's words, and of a ticket its reader may not see only the number. */
export function notificationLetter(letter: NotificationLetter): { readonly subject: string; readonly text: string; readonly html: string } {
  const { way, locale, name, notifications, total, publicUrl, settingsUrl } = letter
  const say = locale === 'en' ? EN : ZH
  const groups = byTicket(notifications)
  const matters = groups.map((group): Piece => {
    const [{ number, title }] = group as [ToTell, ...ToTell[]]
    const lines = sentencesOf(group, letter).map(({ words, count, at }) => say.line(words, count, shortTime(at, letter)))
    if (number === null) return { as: 'matter', name: say.workspace, url: publicUrl, lines }
    return {
      as: 'matter',
      name: `T-${number}${title === null ? '' : ` ${oneLine(title)}`}`,
      url: `${publicUrl}/tickets/T-${number}`,
      lines,
    }
  })
  const left = total - notifications.length
  const pieces: Piece[] = [
    { as: 'line', text: say.hello(name, way, total) },
    ...matters,
    ...(left > 0 ? [{ as: 'line', text: say.more(left) } as const] : []),
    { as: 'quiet', text: say.where },
    { as: 'button', text: say.settings, url: settingsUrl },
  ]
  return { subject: subjectOf(letter, groups), ...writeLetter({ brand: null, locale, pieces, footer: say.footer, isAnswered: false }) }
}

/** The same words of one ticket are said once, with how often and when last. */
function sentencesOf(group: readonly ToTell[], { locale }: NotificationLetter) {
  const said = new Map<string, { readonly words: string; readonly count: number; readonly at: Instant }>()
  for (const one of group) {
    const words = toldWords(one, locale)
    said.set(words, { words, count: (said.get(words)?.count ?? 0) + 1, at: one.at })
  }
  return [...said.values()]
}

const NAMED = 3

/** The numbers stand at the end, where every mail of a ticket has them. */
function subjectOf(letter: NotificationLetter, groups: readonly (readonly ToTell[])[]): string {
  const { way, locale, total } = letter
  const say = locale === 'en' ? EN : ZH
  const numbers = groups.flatMap(([first]) => (first && first.number !== null ? [`T-${first.number}`] : []))
  const named = numbers.length === 0 ? '' : ` [${numbers.slice(0, NAMED).join(' ')}${numbers.length > NAMED ? ' …' : ''}]`
  if (way === 'digest') return say.digest(total, total > letter.notifications.length ? 0 : numbers.length)
  const [only] = groups
  if (groups.length > 1 || !only) return `${say.several(total)}${named}`
  const { title } = only[0]!
  const [said, ...others] = sentencesOf(only, letter)
  return `${said && others.length === 0 ? said.words : say.several(total)}${title === null ? '' : say.about(oneLine(title))}${named}`
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function shortTime(at: Instant, { locale, timeZone }: NotificationLetter): string {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  return new Intl.DateTimeFormat(locale, options).format(at)
}

const ZH = {
  hello: (name: string, way: MailWay, total: number) =>
    way === 'digest' ? `${name}，您好：您有 ${total} 条还没看的通知。` : `${name}，您好：`,
  line: (words: string, count: number, time: string) => (count === 1 ? `${words}（${time}）` : `${words}（${count} 次，最近 ${time}）`),
  workspace: '集结',
  more: (left: number) => `还有 ${left} 条，请在集结的铃铛里查看。`,
  where: `请打开工单处理。${NOTICE_LINE['zh-CN']}`,
  settings: NOTICE_SETTINGS['zh-CN'],
  footer: NOTICE_FOOTER['zh-CN'],
  /** `tickets` 0: of none, or of more than are listed. */
  digest: (total: number, tickets: number) =>
    tickets === 0 ? `每日汇总：${total} 条通知` : `每日汇总：${total} 条通知，${tickets} 张工单`,
  several: (total: number) => `${total} 条通知`,
  about: (title: string) => `：${title}`,
}
const EN: typeof ZH = {
  hello: (name, way, total) =>
    way === 'digest'
      ? `Hello ${name}, you have ${total} ${total === 1 ? 'notification' : 'notifications'} that you have not read.`
      : `Hello ${name},`,
  line: (words, count, time) => (count === 1 ? `${words} (${time})` : `${words} (${count} times, last ${time})`),
  workspace: 'Muster',
  more: (left) => `${left} more in the bell of Muster.`,
  where: `Open the ticket to act. ${NOTICE_LINE.en}`,
  settings: NOTICE_SETTINGS.en,
  footer: NOTICE_FOOTER.en,
  digest: (total, tickets) => {
    const told = `Daily digest: ${total} ${total === 1 ? 'notification' : 'notifications'}`
    return tickets === 0 ? told : `${told} on ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}`
  },
  several: (total) => `${total} notifications`,
  about: (title) => `: ${title}`,
}
