import { loadMailbox, type MailboxRecord, openSecrets, type Seal, type SenderFor, tokenShelf } from '#mail'
import type { MailSignInWay } from '#mail/rules/mailbox-settings'
import type { Db } from '#platform/db'
import { mailboxSignIns } from './channels/email/mailbox-sign-ins.ts'
import { fileSender } from './channels/email/smtp-out/file-sender.ts'
import { openSmtpSender, SMTP_POOL, SMTP_TIMEOUTS } from './channels/email/smtp-out/open-smtp-sender.ts'
import type { MailSender } from './channels/port.ts'

type Parts = {
  readonly db: Db
  readonly dataDir: string
  readonly seal: Seal
  readonly heloName: string
  readonly microsoftLogin: string
}
type Opened = { readonly settings: string; readonly sender: MailSender }

/** Who sends for each mailbox: one sender with its sessions, opened anew when somebody changes the mailbox. */
export function openMailSenders(parts: Parts): { readonly senderFor: SenderFor; close(): Promise<void> } {
  const files = fileSender(parts.dataDir)
  const opened = new Map<string, Opened>()

  async function senderFor(mailboxId: string | null): Promise<MailSender | null> {
    if (mailboxId === null) return files
    const mailbox = await loadMailbox(parts.db, mailboxId)
    if (!mailbox?.active) return null
    if (mailbox.send.by === 'files') return files
    const settings = JSON.stringify([mailbox.version, mailbox.send])
    const known = opened.get(mailboxId)
    if (known?.settings === settings) return known.sender
    const sender = open(mailbox, parts)
    if (sender === null) return null
    opened.set(mailboxId, { settings, sender })
    await known?.sender.close()
    return sender
  }

  return {
    senderFor,
    async close() {
      for (const { sender } of opened.values()) await sender.close()
    },
  }
}

/** Null: its secrets were sealed with a key that is gone; who administers sees it there. */
function open(mailbox: MailboxRecord, { db, seal, heloName, microsoftLogin }: Parts): MailSender | null {
  const { id, receive, send } = mailbox
  const secrets = openSecrets(seal, mailbox.secrets)
  if (secrets === null || send.by !== 'smtp') return null
  const { host, port, security, ca, dkim } = send
  const shelfOf = (way: MailSignInWay) => tokenShelf(db, { seal }, { mailboxId: id, way })
  const signIn = mailboxSignIns({ receive, send, secrets }, { shelfOf, microsoftLogin }).send
  const key = dkim && secrets.dkimPrivateKey ? { ...dkim, privateKeyPem: secrets.dkimPrivateKey } : null
  return openSmtpSender({ host, port, security, ca, signIn, heloName, timeouts: SMTP_TIMEOUTS, pool: SMTP_POOL, dkim: key })
}
