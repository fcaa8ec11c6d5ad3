import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { startMailOutboxLoop } from '#jobs/mail-outbox-loop'
import { type Loop, startLoop } from '#jobs/sweep-loop'
import {
  leaveIntakeTurn,
  type MailIntake,
  noteBounce,
  type Received,
  receiveMail,
  type Seal,
  type SenderFor,
  takeIntakeTurn,
  takeWaitingMails,
} from '#mail'
import { ownMark } from '#mail/rules/own-mark'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Ctx } from '#platform/ctx'
import { unlessAway } from '#platform/database-away'
import type { Db, Tx } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { openMailDoor } from './open-mail-door.ts'
import { openMailFolders } from './open-mail-folders.ts'
import { openMailReading } from './open-mail-reading.ts'
import { openMailSenders } from './open-mail-senders.ts'

export type MailParts = {
  readonly db: Db
  readonly dataDir: string
  readonly files: FileStore
  readonly log: Log
  readonly wake: Pick<Wake, 'touched' | 'subscribe'>
  readonly systemCtx: () => Promise<Ctx>
  readonly seal: Seal
  /** The authserv-id of the server that receives for us; null: no verdict of any is believed. */
  readonly trustedServer: string | null
  /** What we call ourselves to mail servers. */
  readonly heloName: string
  /** Where people sign in to Microsoft. */
  readonly microsoftLogin: string
  /** Where mail servers hand us mail; null: nowhere. */
  readonly listen: Config['mailListen']
  /** Whether this process reads folders, receives, and takes what waits by itself. */
  readonly works: boolean
}

export type MailRuntime = {
  receive(mail: Received): Promise<'stored' | 'known'>
  /** Where mail servers hand us mail; null: nowhere. */
  readonly doorPort: number | null
  /** Takes up to `limit` waiting mails; how many there were. */
  takeWaiting(limit: number): Promise<number>
  /** The same when this process can have the turn; 'busy' while a worker has it. */
  takeInTurn(limit: number): Promise<number | 'busy'>
  /** Who sends for a mailbox. */
  readonly senderFor: SenderFor
  stop(): Promise<void>
}

const BATCH = 80
const TURN_MS = 30_000
const IDLE_MS = 1_000
const REST_MS = 20

/** Mail as it runs: its bytes below `<dataDir>/mail`, its reading in threads, and in a worker the loop that takes what waits. */
export async function openMail(parts: MailParts): Promise<MailRuntime> {
  const { db, log, wake } = parts
  const mails = openFileStore(join(parts.dataDir, 'mail'))
  const reader = openMailReading({ ownDomains: [], ownMark: ownMark(parts.seal.hmac), trustedServer: parts.trustedServer })
  const intake: MailIntake = {
    ...{ systemCtx: parts.systemCtx, wall: systemClock, files: parts.files, mails, reader, log },
    hmac: parts.seal.hmac,
    noteBounce,
  }
  const worker = randomUUID()
  const keepTurn = async () => takeIntakeTurn(db, worker, await systemClock.now(), TURN_MS)
  const takeInTurn = async (limit: number) => {
    let isOurs = await keepTurn()
    if (!isOurs) return 'busy'
    const keep = async () => {
      isOurs = await keepTurn().catch(() => false)
    }
    // A batch of mails that take long to read outlasts a turn.
    const keeping = setInterval(() => void keep(), TURN_MS / 3)
    try {
      return await takeWaitingMails(intake, limit, () => isOurs)
    } finally {
      clearInterval(keeping)
    }
  }
  const turn = async () => {
    const taken = await takeInTurn(BATCH)
    if (taken === 'busy' || taken === 0) return IDLE_MS
    wake.touched()
    return 0
  }
  const receive = async (mail: Received, beside?: (tx: Tx) => Promise<void>) => {
    const answer = await receiveMail({ db, mails, now: await systemClock.now() }, mail, beside)
    wake.touched()
    return answer
  }
  const edges = { db, log, wall: systemClock, receive }
  const senders = openMailSenders(parts)
  const loops: Loop[] = parts.works
    ? [
        startLoop({ wake, log, name: 'mail', restMs: REST_MS, turn }),
        openMailFolders({ ...edges, seal: parts.seal, microsoftLogin: parts.microsoftLogin, worker }),
        startMailOutboxLoop({ systemCtx: parts.systemCtx, files: parts.files, senderFor: senders.senderFor, wake, log }),
      ]
    : []
  const door = parts.works && parts.listen ? await openMailDoor({ ...edges, listen: parts.listen }) : null
  return {
    receive,
    doorPort: door?.port ?? null,
    takeWaiting: (limit) => takeWaitingMails(intake, limit),
    takeInTurn,
    senderFor: senders.senderFor,
    async stop() {
      await door?.close()
      await Promise.all(loops.map((loop) => loop.stop()))
      await senders.close()
      await unlessAway(() => leaveIntakeTurn(db, worker))
      await reader.close()
    },
  }
}
