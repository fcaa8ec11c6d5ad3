import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Loop, startLoop } from '#jobs/sweep-loop'
import {
  leaveIntakeTurn,
  type MailIntake,
  noteBounce,
  type Received,
  receiveMail,
  type Seal,
  takeIntakeTurn,
  takeWaitingMails,
} from '#mail'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { Db } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { openMailReading } from './open-mail-reading.ts'

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
  /** Whether this process takes what waits by itself. */
  readonly works: boolean
}

export type MailRuntime = {
  receive(mail: Received): Promise<'stored' | 'known'>
  /** Takes up to `limit` waiting mails; how many there were. */
  takeWaiting(limit: number): Promise<number>
  /** The same when this process can have the turn; 'busy' while a worker has it. */
  takeInTurn(limit: number): Promise<number | 'busy'>
  stop(): Promise<void>
}

const BATCH = 40
const TURN_MS = 30_000
const IDLE_MS = 1_000
const REST_MS = 20

/** Mail as it runs: its bytes below `<dataDir>/mail`, its reading in threads, and in a worker the loop that takes what waits. */
export function openMail(parts: MailParts): MailRuntime {
  const { db, log, wake } = parts
  const mails = openFileStore(join(parts.dataDir, 'mail'))
  const reader = openMailReading({ ownDomains: [], trustedServer: parts.trustedServer })
  const intake: MailIntake = {
    ...{ systemCtx: parts.systemCtx, wall: systemClock, files: parts.files, mails, reader, log },
    hmac: parts.seal.hmac,
    noteBounce,
  }
  const worker = randomUUID()
  const keepTurn = async () => takeIntakeTurn(db, worker, await systemClock.now(), TURN_MS)
  const takeInTurn = async (limit: number) => {
    if (!(await keepTurn())) return 'busy'
    // A batch of mails that take long to read outlasts a turn.
    const keeping = setInterval(() => void keepTurn().catch(() => undefined), TURN_MS / 3)
    try {
      return await takeWaitingMails(intake, limit)
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
  const loops: Loop[] = parts.works ? [startLoop({ wake, log, name: 'mail', restMs: REST_MS, turn })] : []
  return {
    receive: async (mail) => {
      const answer = await receiveMail({ db, mails, now: await systemClock.now() }, mail)
      wake.touched()
      return answer
    },
    takeWaiting: (limit) => takeWaitingMails(intake, limit),
    takeInTurn,
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await leaveIntakeTurn(db, worker)
      await reader.close()
    },
  }
}
