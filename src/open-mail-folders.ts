import { type Loop, startLoop } from '#jobs/sweep-loop'
import { newId } from '#kernel/ids'
import { addMs, type Instant } from '#kernel/instant'
import {
  leaseMailbox,
  listActiveMailboxes,
  type MailboxRecord,
  moveCursor,
  noteUnfetched,
  openSecrets,
  type Received,
  releaseMailbox,
  type Seal,
  setMailboxHealth,
  tokenShelf,
  unfetchedUids,
} from '#mail'
import type { MailSignInWay } from '#mail/rules/mailbox-settings'
import type { Clock } from '#platform/clock'
import { unlessAway } from '#platform/database-away'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/log'
import { IMAP_MAX_BYTES, IMAP_PACE, IMAP_TIMEOUTS, openImapSource } from './channels/email/imap/open-imap-source.ts'
import { mailboxSignIns } from './channels/email/mailbox-sign-ins.ts'
import type { MailHealth, MailSource } from './channels/port.ts'

export type MailFolderParts = {
  readonly db: Db
  readonly log: Log
  readonly seal: Seal
  readonly wall: Clock
  readonly microsoftLogin: string
  /** This process, among those that share the mailboxes. */
  readonly worker: string
  /** Stores a mail; `beside` joins its transaction. */
  readonly receive: (mail: Received, beside: (tx: Tx) => Promise<void>) => Promise<unknown>
}

/** A worker that died gives its folders back by then. */
const LEASE_MS = 60_000
const LOOK_MS = 5_000

type Open = { readonly version: number; readonly source: MailSource }

/**
 * Reads the folders of all mailboxes that have one, each in one process at a time: who has the lease. A mailbox that was edited is connected
 * anew, one that was switched off is let go of.
 */
export function openMailFolders(parts: MailFolderParts): Loop {
  const { db, log, wall, worker } = parts
  const open = new Map<string, Open>()

  async function letGo(id: string): Promise<void> {
    const held = open.get(id)
    open.delete(id)
    await held?.source.close()
    await unlessAway(() => releaseMailbox(db, { id, workerId: worker }))
  }

  async function turn(): Promise<number> {
    const wanted = new Map((await listActiveMailboxes(db)).filter((one) => one.receive.by === 'imap').map((one) => [one.id, one]))
    for (const [id, held] of open) if (wanted.get(id)?.version !== held.version) await letGo(id)
    for (const mailbox of wanted.values()) {
      const now = await wall.now()
      const isOurs = await leaseMailbox(db, { id: mailbox.id, workerId: worker, now, until: addMs(now, LEASE_MS) })
      if (!isOurs && open.has(mailbox.id)) await letGo(mailbox.id)
      if (isOurs && !open.has(mailbox.id)) {
        const source = await openFolder(parts, mailbox)
        if (source) open.set(mailbox.id, { version: mailbox.version, source })
      }
    }
    return LOOK_MS
  }

  const loop = startLoop({ wake: { subscribe: () => () => undefined }, log, name: 'mail folders', restMs: LOOK_MS, turn })
  return {
    async stop() {
      await loop.stop()
      await Promise.all([...open.keys()].map(letGo))
    },
  }
}

async function openFolder(parts: MailFolderParts, mailbox: MailboxRecord): Promise<MailSource | null> {
  const { db, seal, log, wall, microsoftLogin } = parts
  const { id, receive, uidValidity, uid } = mailbox
  if (receive.by !== 'imap') return null
  const secrets = openSecrets(seal, mailbox.secrets)
  if (secrets === null) {
    const detail = 'the secrets of this mailbox were sealed with another key'
    await setMailboxHealth(db, id, { state: 'failing', since: await wall.now(), trouble: 'sign_in_again', detail })
    return null
  }
  const shelfOf = (way: MailSignInWay) => tokenShelf(db, { seal }, { mailboxId: id, way })
  const signIns = mailboxSignIns({ ...mailbox, secrets }, { shelfOf, microsoftLogin })
  const { host, port, security, ca, folder, afterwards } = receive
  const noted = latestOf((health: MailHealth) => setMailboxHealth(db, id, shown(health)), log)
  return openImapSource(
    {
      ...{
        host,
        port,
        security,
        ca,
        folder,
        log,
        signIn: signIns.receive!,
        maxBytes: IMAP_MAX_BYTES,
        timeouts: IMAP_TIMEOUTS,
        pace: IMAP_PACE,
      },
      cursor: uidValidity === null || uid === null ? null : { uidValidity: BigInt(uidValidity), uid: Number(uid) },
      refused: await unfetchedUids(db, id, 'server_refused'),
      // What lay there before the mailbox was connected has been answered by other means.
      notBefore: mailbox.createdAt,
      mark: typeof afterwards === 'object' ? { kind: 'move', folder: afterwards.move } : { kind: afterwards },
    },
    {
      async take({ raw, ...place }) {
        const at = await wall.now()
        const mail: Received = { raw, source: 'imap', mailboxId: id, envelope: { from: null, to: [] } }
        await parts.receive(mail, (tx) => moveCursor(tx, { id, ...place, at }))
        return 'taken'
      },
      async refused({ why, size, detail, ...place }) {
        const at = await wall.now()
        await db.transaction().execute(async (tx) => {
          await noteUnfetched(tx, { id: newId(at), mailboxId: id, ...place, why, size, detail, at })
          await moveCursor(tx, { id, ...place, at })
        })
      },
      onHealth: noted,
    },
  )
}

function shown(health: MailHealth): Parameters<typeof setMailboxHealth>[2] {
  const [trouble, detail] = health.state === 'failing' ? [health.trouble, health.detail] : [null, null]
  return { state: health.state, since: health.since as Instant, trouble, detail }
}

/** Writes one after another, and of what piles up meanwhile only the last: the health that stands is the one that holds. */
function latestOf<T>(write: (value: T) => Promise<void>, log: Log): (value: T) => void {
  let next: { value: T } | null = null
  let isWriting = false
  const go = async () => {
    isWriting = true
    while (next) {
      const { value } = next
      next = null
      await write(value).catch((error: unknown) => log.warn({ err: error }, 'the health of a mailbox could not be noted'))
    }
    isWriting = false
  }
  return (value) => {
    next = { value }
    if (!isWriting) void go()
  }
}
