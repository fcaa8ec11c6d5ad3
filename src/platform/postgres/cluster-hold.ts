import pg from 'pg'
import { isAlive, waitUntil } from './process-life.ts'

/** First key of our advisory locks in the database `postgres`; the second says which. */
const LOCK = 7_246
const SERVER = 1
const USERS = 2
/** A killed server's session ends within moments of its process. */
const DEAD_HOLDER_MS = 3_000

export type HoldWanted = {
  readonly host: string
  readonly port: number
  readonly password: string
  readonly name: string
  readonly exclusive: boolean
}

/**
 * A session that says "this process uses the cluster", and for a server "and it alone serves it". Session locks die with the
 * process, however it dies. `lost` resolves when the session ends without our doing.
 */
export type ClusterHold = {
  readonly client: pg.Client
  readonly lost: Promise<void>
  /** Gives the session up. True when nobody else uses the cluster: then it is locked for stopping until the server is gone. */
  release(): Promise<boolean>
}

/** The folder is served already, by process `pid` (0 when it does not say). */
export class ServedAlready extends Error {
  readonly pid: number
  constructor(pid: number) {
    super(`served by process ${pid}`)
    this.name = 'ServedAlready'
    this.pid = pid
  }
}

/** Throws ServedAlready, or the connection's error (see `isPassing`). */
export async function holdCluster(wanted: HoldWanted): Promise<ClusterHold> {
  const { host, port, password, name } = wanted
  const client = new pg.Client({ host, port, user: 'postgres', password, database: 'postgres', application_name: name, keepAlive: true })
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => resolve())
    client.on('error', () => resolve())
  })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK, USERS])
    if (wanted.exclusive) await takeServerLock(client)
  } catch (error) {
    await client.end()
    throw error
  }
  return { client, lost, release: () => releaseHold(client) }
}

/** Sessions of processes that died are ended, and waited for, so that nothing of theirs is still being written. */
export async function endOrphans(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ ended: boolean }>(
    `select pg_terminate_backend(old.pid, 5000) as ended from pg_stat_activity old
      where old.backend_type = 'client backend' and old.application_name like 'muster/%' and not exists (
        select from pg_locks held join pg_stat_activity holder on holder.pid = held.pid
         where held.locktype = 'advisory' and held.classid = $1 and held.objid = $2 and held.granted
           and holder.application_name = old.application_name)`,
    [LOCK, USERS],
  )
  return rows.length
}

/** Errors of a server that is stopping, starting or just gone: trying again from the beginning is right. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return /^(57P0[123]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code ?? '') || /Connection terminated/.test(message ?? '')
}

async function takeServerLock(client: pg.Client): Promise<void> {
  const end = performance.now() + DEAD_HOLDER_MS
  for (;;) {
    const { rows } = await client.query<{ got: boolean; holder: string | null }>(
      `select pg_try_advisory_lock($1, $2) as got,
              (select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted limit 1) as holder`,
      [LOCK, SERVER],
    )
    if (rows[0]?.got) return
    const pid = Number(rows[0]?.holder?.split('/')[1] ?? 0)
    if ((pid !== 0 && isAlive(pid)) || performance.now() > end) throw new ServedAlready(pid)
    await waitUntil(() => false, 20)
  }
}

async function releaseHold(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()')
  const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1, $2) as last', [LOCK, USERS])
  if (rows[0]?.last) return true
  await client.end()
  return false
}
