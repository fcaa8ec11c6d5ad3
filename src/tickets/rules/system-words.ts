import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import type { TicketEvent } from './step.ts'
import type { Severity } from './vocabulary.ts'

/** What the system itself tells the customer, in the language of who reported. Never words of ours: it keeps nothing. */

export type Language = 'zh-CN' | 'en'

/** Who the system's words are for, and their id. */
export type SystemWord = { readonly messageId: string; readonly language: Language }

const LEVELS: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  'zh-CN': { S1: '特急', S2: '紧急', S3: '一般', S4: '轻微' },
  en: { S1: 'critical', S2: 'urgent', S3: 'normal', S4: 'minor' },
}

export function loweredWords(language: Language, claimed: Severity, severity: Severity, reason: string): string {
  const [from, to] = [LEVELS[language][claimed], LEVELS[language][severity]]
  return language === 'en'
    ? `You reported this as ${from}; we have set it to ${to}. Why: ${reason}\nIf you do not agree, object in one tap on this page: the head of the product line decides within 30 minutes, or as soon as working hours begin.`
    : `您反馈的紧急程度是“${from}”，我们定为“${to}”。原因：${reason}\n如果您不同意，请在本页点“我不同意”，业务线主管会在 30 分钟内决定（非工作时间顺延）。`
}

export function decidedWords(language: Language, severity: Severity, upheld: boolean, reason: string): string {
  const level = LEVELS[language][severity]
  if (language === 'en')
    return upheld
      ? `You objected, and you were right: the ticket is ${level} again. ${reason}`
      : `We looked at your objection again; the ticket stays ${level}. Why: ${reason}`
  return upheld ? `您的异议成立，紧急程度已改回“${level}”。${reason}` : `我们重新看了您的异议，紧急程度仍为“${level}”。原因：${reason}`
}

/** The row and the event of a word by the system to everybody who sees the ticket. */
export function systemSays({ messageId }: SystemWord, body: string, at: Instant): { readonly added: Added; readonly event: TicketEvent } {
  return {
    added: {
      as: 'message',
      id: messageId,
      audience: 'customer',
      body,
      authorKind: 'system',
      authorId: 'muster',
      channel: 'portal',
      toContactIds: null,
      nextUpdateAt: null,
      at,
      attachmentIds: [],
    },
    event: { type: 'ticket.message-posted', at, audience: 'customer', data: { messageId, from: 'machine' } },
  }
}
