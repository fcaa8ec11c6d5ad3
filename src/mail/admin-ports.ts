import type { Ctx } from '#platform/ctx'
import type { FileStore } from '#platform/files/file-store'
import type { ConsentPort } from './rules/consent.ts'
import type { DkimRecord, DkimStanding } from './rules/dkim-standing.ts'
import type { TokenShelf } from './rules/kept-token.ts'
import type { MailTrouble } from './rules/mail-trouble.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { MailSignInWay, ReceiveSettings, SendSettings } from './rules/mailbox-settings.ts'
import type { Seal } from './seal.ts'

type CheckedWay =
  | { readonly ok: true; readonly greeting: string }
  | { readonly ok: false; readonly trouble: MailTrouble; readonly detail: string }

/** `moveFolder`: where taken mails are to go is there, or has just been made; null: they stay. */
type CheckedReceive =
  | (Extract<CheckedWay, { ok: true }> & { readonly moveFolder: 'there' | 'made' | null })
  | Extract<CheckedWay, { ok: false }>

/** The texts at a name in DNS; none when there are none. Throws when DNS gives no answer. */
export type ResolveTxt = (name: string) => Promise<string[]>
/** `record` null: the key kept here cannot be read. `found`: the texts that stand there. */
export type DkimCheck = {
  readonly name: string
  readonly record: DkimRecord | null
  readonly standing: DkimStanding
  readonly found: readonly string[]
}

/**
 * Signs in to a mailbox's servers, sends nothing, makes the folder that taken mails go to when it is missing, and ends by itself within 20 s.
 * Null: this way needs no server. `shelfOf`: where the tokens of a way of signing in are kept.
 */
export type CheckMailbox = (
  mailbox: { readonly receive: ReceiveSettings; readonly send: SendSettings; readonly secrets: MailboxSecrets },
  shelfOf: (way: MailSignInWay) => TokenShelf,
) => Promise<{ readonly receive: CheckedReceive | null; readonly send: CheckedWay | null }>

/** What the routes of mail need from outside. */
export type MailParts = {
  readonly seal: Seal
  /** Where mails lie as they arrived. */
  readonly mails: FileStore
  readonly checkMailbox: CheckMailbox
  readonly resolveTxt: ResolveTxt
  readonly consent: ConsentPort
  /** The page of ours to which providers send people back; it must be entered with each of them. */
  readonly consentReturnsTo: string
  /** Acting as Muster itself, for whoever comes by a link in a mail. */
  readonly systemCtx: () => Promise<Ctx>
}

export type ConsentParts = Pick<MailParts, 'seal' | 'consent' | 'consentReturnsTo'>

/** What fetching a mail's large file needs. `files`: where attachments lie. */
export type MailedFileParts = Pick<MailParts, 'seal' | 'systemCtx'> & { readonly files: FileStore; readonly publicUrl: string }
