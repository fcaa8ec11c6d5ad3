import type { Locale } from '#kernel/actor'
import { firstQuoteMarker } from './quote-marker.ts'
import type { UnderstoodMail } from './understood-mail.ts'

/** Stands in every mail by which we tell a person of ours something, and in no other. */
export const NOTICE_LINE: Readonly<Record<Locale, string>> = {
  'zh-CN': '这封邮件是自动发送的，回复它不会告诉客户任何话。',
  en: 'This mail was sent by itself; an answer to it tells the customer nothing.',
}

/** What stands behind it there. */
export const NOTICE_SETTINGS: Readonly<Record<Locale, string>> = { 'zh-CN': '选择怎样收通知邮件', en: 'Choose how these mails reach you' }
export const NOTICE_FOOTER: Readonly<Record<Locale, string>> = {
  'zh-CN': '集结 · 通知邮件。在“我的设置”里选择立即、每日汇总或不发。',
  en: 'Muster · notification mail. Choose at once, daily digest or none in “My settings”.',
}

const GREETING = /^(?:.{1,200}，您好：|Hello .{1,200},)/

/**
 * Whether a mail is one of these passed on by a machine, and nothing else: no word above, below or between. A ticket made of it would be told its
 * person, whose machine passes that on again, from whatever address.
 */
export function isNoticePassedOn({ visibleText }: Pick<UnderstoodMail, 'visibleText'>): boolean {
  const lines = visibleText.split('\n').map((line) => line.replace(/^[\s>]+/, '').trimEnd())
  const marker = firstQuoteMarker(lines, 0)
  if (marker && lines.slice(0, marker.start).some((line) => line !== '')) return false
  // Behind the head of what was passed on, which ends at an empty line.
  const headEnds = marker ? lines.indexOf('', marker.start) : 0
  const begins = lines.findIndex((line, at) => at >= headEnds && line !== '')
  if (headEnds < 0 || begins < 0) return false
  const firstEnds = lines.indexOf('', begins)
  if (!GREETING.test(lines.slice(begins, firstEnds < 0 ? lines.length : firstEnds).join(''))) return false
  const said = withoutBlanks(lines.slice(begins).join(''))
  const line = Object.values(NOTICE_LINE)
    .map(withoutBlanks)
    .find((one) => said.includes(one))
  return line !== undefined && END.test(said.slice(said.indexOf(line) + line.length))
}

// Its link to the settings, then its footer, each where the program that passed it on has left it.
const END = new RegExp(`^(?:${either(NOTICE_SETTINGS)})?(?:<?https?://[!-~]{1,300}?/profile>?)?(?:--)?(?:${either(NOTICE_FOOTER)})?$`)

function either(texts: Readonly<Record<Locale, string>>): string {
  return Object.values(texts)
    .map((text) => withoutBlanks(text).replaceAll('.', '\\.'))
    .join('|')
}

// Programs break lines where they like.
function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '')
}
