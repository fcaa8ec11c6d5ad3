import { type Loop, startLoop } from '#jobs/sweep-loop'
import { dueMailboxes, keepRefreshToken, loadMailbox, openSecrets, type Seal, type Sender, type SenderFor, sendDue } from '#mail'
import type { Clock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { Db } from '#platform/db'
import type { FileStore } from '#platform/files/file-store'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { mailboxSignIns } from './channels/email/mailbox-sign-ins.ts'
import { fileSender } from './channels/email/smtp-out/file-sender.ts'
import { openSmtpSender, SMTP_POOL, SMTP_TIMEOUTS } from './channels/email/smtp-out/open-smtp-sender.ts'
import type { MailSender } from './channels/port.ts'

export type MailOutParts = {
  readonly db: Db
  readonly log: Log
  readonly seal: Seal
  readonly wall: Clock
  readonly files: FileStore
  readonly dataDir: string
  /** What we call ourselves to mail servers. */
  readonly heloName: string
  readonly wake: Pick<Wake, 'subscribe'>
  readonly systemCtx: () => Promise<Ctx>
}

const BATCH = 50
const IDLE_MS = 1_000
const REST_MS = 20
/** A server that is away is left alone for so long; others go on. */
const AWAY_MS = 30_000

type Held = { readonly version: number; readonly sender: MailSender }

/** Sends what is due, each mailbox by its own server and at its own pace: one whose server is away keeps no other waiting. */
export function openMailOut(parts: MailOutParts): { readonly sendAll: () => Promise<number>; start(): void; stop(): Promise<void> } {
  const { db, log, wall, files, wake, systemCtx } = parts
  const held = new Map<string, Held>()
  const asFiles = fileSender(parts.dataDir)
  const awayUntil = new Map<string | null, number>()
  let loop: Loop | null = null

  const senderFor: SenderFor = async (id) => {
    const mailbox = id === null ? undefined : await loadMailbox(db, id)
    if (!mailbox || mailbox.send.by === 'files') return asFiles as Sender
    if (!mailbox.active) return null
    const known = held.get(mailbox.id)
    if (known?.version === mailbox.version) return known.sender as Sender
    await known?.sender.close()
    const secrets = openSecrets(parts.seal, mailbox.secrets)
    if (secrets === null) return null
    const { host, port, security, ca, dkim } = mailbox.send
    const keep = (was: string, token: string) => keepRefreshToken(db, { seal: parts.seal }, { mailboxId: mailbox.id, was, token })
    const sender = openSmtpSender({
      ...{ host, port, security, ca, heloName: parts.heloName, timeouts: SMTP_TIMEOUTS, pool: SMTP_POOL },
      signIn: mailboxSignIns({ ...mailbox, secrets }, keep).send,
      dkim: dkim === null || secrets.dkimPrivateKey === undefined ? null : { ...dkim, privateKeyPem: secrets.dkimPrivateKey },
    })
    held.set(mailbox.id, { version: mailbox.version, sender })
    return sender as Sender
  }

  async function sendAll(): Promise<number> {
    const now = await wall.now()
    const due = (await dueMailboxes(db, now)).filter((id) => (awayUntil.get(id) ?? 0) <= now)
    const sent = await Promise.all(
      due.map(async (mailboxId) => {
        const { taken, isServerAway } = await sendDue(await systemCtx(), { files, senderFor }, { mailboxId, limit: BATCH })
        if (isServerAway) awayUntil.set(mailboxId, now + AWAY_MS)
        else awayUntil.delete(mailboxId)
        return taken
      }),
    )
    return sent.reduce((sum, n) => sum + n, 0)
  }

  return {
    sendAll,
    start() {
      loop = startLoop({ wake, log, name: 'mail out', restMs: REST_MS, turn: async () => ((await sendAll()) === 0 ? IDLE_MS : 0) })
    },
    async stop() {
      await loop?.stop()
      await Promise.all([...held.values()].map(({ sender }) => sender.close()))
      await asFiles.close()
    },
  }
}
