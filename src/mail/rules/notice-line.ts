import type { Locale } from '#kernel/actor'
import { firstQuoteMarker } from './quote-marker.ts'
import type { UnderstoodMail } from './understood-mail.ts'

/** Stands in every mail by which we tell a person of ours something, and in no other. */
export const NOTICE_LINE: Readonly<Record<Locale, string>> = {
  'zh-CN': '这封邮件是自动发送的，回复它不会告诉客户任何话。',
  en: 'This mail was sent by itself; an answer to it tells the customer nothing.',
}

/**
 * Whether a mail is one of these passed on by a machine: it says nothing of its own. A ticket made of it would be told its person, whose machine
 * passes that on again.
 */
export function isNoticePassedOn({ visibleText }: Pick<UnderstoodMail, 'visibleText'>): boolean {
  const said = withoutBlanks(visibleText)
  if (!Object.values(NOTICE_LINE).some((line) => said.includes(withoutBlanks(line)))) return false
  const lines = visibleText.split('\n')
  const above = lines.slice(0, firstQuoteMarker(lines, 0)?.start ?? 0)
  return above.every((line) => line.trim() === '')
}

// Programs break lines where they like.
function withoutBlanks(text: string): string {
  return text.replace(/[\s>]+/g, '')
}
