import { messageIds } from './message-ids.ts'
import { cleanAddress } from './parse-addresses.ts'
import type { Bounce } from './understood-mail.ts'

type Recipient = Bounce['recipients'][number]
const SCANNED = 20_000
const MAX_RECIPIENTS = 50

const FROM_A_MACHINE = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|maildelivery|microsoftexchange[0-9a-f]*|mailsystem)@/
const SUBJECT =
  /undeliver(?:able|ed)|delivery (?:status notification|failure|has failed|delayed)|returned (?:mail|to sender)|mail delivery (?:failed|failure|system)|failure notice|mail system error|delivery notification|nondeliverable|退信|系统退信|无法投递|未送达|投递失败|未能送达|发送失败|未傳遞|無法傳遞/i
const TEXT =
  /wasn't able to deliver your message|could not be delivered|delivery has failed to these recipients|this is a permanent error|i'm afraid i wasn't able|was undeliverable|the following (?:address(?:es)?|recipient)[^\n]{0,40}(?:failed|had)|抱歉，?您的邮件被退回|您的邮件[^\n]{0,20}(?:被退回|无法(?:投递|送达)|未能送达)|无法将邮件投递|无法送达|邮件发送失败|退信原因|收件人地址不存在/i
const TEMPORARY =
  /will (?:be retried|keep trying|continue to try|retry)|has not yet been delivered|delayed|warning message only|继续尝试|稍后重试|延迟/i
const PERMANENT =
  /does not exist|user (?:unknown|not found)|no such (?:user|recipient|mailbox|address)|unknown (?:user|recipient)|mailbox (?:unavailable|not found|full)|permanent (?:error|failure)|over quota|\b5[0-5]\d\b|用户不存在|收件人(?:地址)?不存在|地址不存在|邮箱不存在|不存在|拒收|已满|无法投递/i
/** Where the text of the mail that came back begins. */
const ORIGINAL =
  /^[-=\s]*(?:below this line is a copy of the message|original message (?:headers|follows)?|this is a copy of the message|included is a copy|original headers?:|原始邮件(?:信息|头)?|原邮件(?:信息|头)?|returned message)/im

type Facts = { readonly from: string | null; readonly returnPathEmpty: boolean; readonly subject: string; readonly text: string }

/**
 * A failed delivery told only in words: qmail, Exchange, QQ, NetEase, Alibaba. Two signs are asked for (who writes, what it is called,
 * what it says), since people quote such words when they complain about them. Null when it is not one.
 */
export function readBounceText({ from, returnPathEmpty, subject, text }: Facts): Bounce | null {
  const scanned = text.slice(0, SCANNED)
  const byMachine = returnPathEmpty || (from !== null && FROM_A_MACHINE.test(from))
  const signs = Number(byMachine) + Number(SUBJECT.test(subject)) + Number(TEXT.test(scanned))
  if (!byMachine || signs < 2) return null
  const at = scanned.search(ORIGINAL)
  const own = at >= 0 ? scanned.slice(0, at) : scanned
  return { originalMessageId: messageIdInText(scanned), recipients: recipientsIn(own, from) }
}

/** A Message-ID named by a header line anywhere in a text. */
export function messageIdInText(text: string): string | null {
  const named = /^[>\s|]*(?:message-id|original-message-id|邮件\s?id)\s*[:：]\s*(<[^<>\s]{1,500}>)/im.exec(text.slice(0, SCANNED * 5))?.[1]
  return named === undefined ? null : (messageIds(named, 1)[0] ?? null)
}

function recipientsIn(text: string, from: string | null): readonly Recipient[] {
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null
  const permanence = permanenceOf(text, status)
  const found = new Map<string, Recipient>()
  for (const match of text.matchAll(/[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,255}/gi)) {
    const address = cleanAddress(match[0].replace(/\.+$/, ''))
    if (address === null || address === from || FROM_A_MACHINE.test(address) || found.size >= MAX_RECIPIENTS) continue
    if (!found.has(address)) found.set(address, { address, permanence, status, diagnostic: lineAround(text, match.index) })
  }
  return [...found.values()]
}

function permanenceOf(text: string, status: string | null): Recipient['permanence'] {
  if (status !== null) return status.startsWith('5') ? 'permanent' : 'temporary'
  if (TEMPORARY.test(text)) return 'temporary'
  return PERMANENT.test(text) ? 'permanent' : 'unknown'
}

// The reason stands on the address's line or on the one below.
function lineAround(text: string, at: number): string | null {
  const start = text.lastIndexOf('\n', at) + 1
  const lines = text
    .slice(start, start + 600)
    .split('\n', 3)
    .map((line) => line.trim())
  const said = lines.slice(0, lines[0]?.endsWith(':') || (lines[0]?.length ?? 0) < 60 ? 2 : 1).join(' ')
  return said === '' ? null : said.slice(0, 300)
}
