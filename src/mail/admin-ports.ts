import type { Ctx } from '#platform/ctx'
import type { FileStore } from '#platform/files/file-store'
import type { MailTrouble } from './rules/mail-trouble.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { ReceiveSettings, SendSettings } from './rules/mailbox-settings.ts'
import type { Seal } from './seal.ts'

type CheckedWay =
  | { readonly ok: true; readonly greeting: string }
  | { readonly ok: false; readonly trouble: MailTrouble; readonly detail: string }

/**
 * Signs in to a mailbox's servers, sends and changes nothing, and ends by itself within 20 s. Null: this way needs no server.
 * `keepRefreshToken`: a provider gave a new one in place of `was`.
 */
export type CheckMailbox = (
  mailbox: { readonly receive: ReceiveSettings; readonly send: SendSettings; readonly secrets: MailboxSecrets },
  keepRefreshToken: (was: string, token: string) => Promise<void>,
) => Promise<{ readonly receive: CheckedWay | null; readonly send: CheckedWay | null }>

/** What the routes of mail need from outside. */
export type MailParts = {
  readonly seal: Seal
  /** Where mails lie as they arrived. */
  readonly mails: FileStore
  readonly checkMailbox: CheckMailbox
  /** Acting as Muster itself, for whoever comes by a link in a mail. */
  readonly systemCtx: () => Promise<Ctx>
}
