import type { Instant } from '#kernel/instant'
import { type Hmac, isSame, signatureOf } from './signature.ts'

export const MAIL_ACTS = ['confirm', 'reopen'] as const
export type MailAct = (typeof MAIL_ACTS)[number]

/** One act by one contact on one ticket, about one resolution of it: who has the link may do this and nothing else. */
export type ActToken = {
  readonly act: MailAct
  readonly ticketId: string
  readonly contactId: string
  readonly resolutionId: string
  readonly expiresAt: Instant
}

/** 160 bits: nobody guesses it, and the address stays short enough for every mail program. */
const SIGNATURE = 32
const TOKEN = /^(confirm|reopen)\.([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-z]{1,11})\.([a-z2-7]{32})$/

export function actToken({ act, ticketId, contactId, resolutionId, expiresAt }: ActToken, hmac: Hmac): string {
  const text = `${act}.${ticketId}.${contactId}.${resolutionId}.${expiresAt.toString(36)}`
  return `${text}.${sign(text, hmac)}`
}

/** What it lets its bearer do; null when we did not write it, or its time is over. */
export function readActToken(token: string, hmac: Hmac, now: Instant): ActToken | null {
  const match = TOKEN.exec(token)
  if (!match) return null
  const text = token.slice(0, token.lastIndexOf('.'))
  if (!isSame(match[6]!, sign(text, hmac))) return null
  const expiresAt = Number.parseInt(match[5]!, 36) as Instant
  if (now > expiresAt) return null
  return { act: match[1] as MailAct, ticketId: match[2]!, contactId: match[3]!, resolutionId: match[4]!, expiresAt }
}

function sign(text: string, hmac: Hmac): string {
  return signatureOf(`act ${text}`, hmac, SIGNATURE)
}
