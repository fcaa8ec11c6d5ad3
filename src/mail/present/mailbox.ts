import type { Locale } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { Instant } from '#kernel/instant'
import type { MailboxOut } from '../contract.ts'
import { consentWayOf } from '../rules/consent.ts'
import type { DkimRecord } from '../rules/dkim-standing.ts'
import { MAIL_TROUBLE_WORDS, type MailTrouble } from '../rules/mail-trouble.ts'
import { MAILBOX_SECRETS, type MailboxSecrets } from '../rules/mailbox-secrets.ts'
import type { MailCounts } from '../store/mail-counts.ts'
import type { MailboxRecord } from '../store/mailboxes.ts'

export type MailboxAround = {
  /** Null: their key is gone. */
  readonly secrets: MailboxSecrets | null
  readonly dkimRecord: DkimRecord | null
  readonly counts: MailCounts
  readonly wall: Instant
  readonly locale: Locale
}

export function presentMailbox(mailbox: MailboxRecord, { secrets, dkimRecord, counts, wall, locale }: MailboxAround): MailboxOut {
  const { id, name, address, productLine, brand, isDefault, active, quietAlarmHours, receive, send, healthTrouble } = mailbox
  return {
    ...{ id, name, address, productLine, locale: mailbox.locale, brand, isDefault, active, quietAlarmHours },
    ...{ receive: receive as MailboxOut['receive'], send },
    secretsSet: MAILBOX_SECRETS.filter((one) => secrets?.[one] !== undefined),
    secretsLost: secrets === null,
    dkimRecord,
    health: {
      state: mailbox.health,
      since: instantText(mailbox.healthSince),
      trouble: healthTrouble === null ? null : presentTrouble(healthTrouble, mailbox.healthDetail, locale),
    },
    lastMailAt: instantText(mailbox.lastMailAt),
    consentWay: consentWayOf(mailbox),
    alarmedAt: instantText(mailbox.alarmedAt),
    leased: mailbox.leasedUntil !== null && mailbox.leasedUntil > wall,
    ...counts,
    version: mailbox.version,
    createdAt: instantText(mailbox.createdAt),
  }
}

/** What is wrong and what to do about it, in the reader's language, with what the server said. */
export function presentTrouble(
  code: MailTrouble,
  detail: string | null,
  locale: Locale,
): { code: string; words: string; detail: string | null } {
  // A row may hold a word of a newer version.
  const words = MAIL_TROUBLE_WORDS[code] ?? MAIL_TROUBLE_WORDS.server_refused
  return { code, words: locale === 'en' ? words.en : words.zh, detail }
}
