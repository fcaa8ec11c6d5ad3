import { SYSTEM } from '#kernel/actor'
import { type Clock, systemClock, testClock } from '#platform/clock'
import { type Config, readConfig } from '#platform/config'
import type { Ctx } from '#platform/ctx'
import { makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool } from '#platform/db'
import { type Log, openLog } from '#platform/log'
import { openDatabase } from '#platform/open-database'
import { servedPublicUrl } from '#platform/served-address'

/** What every command takes. */
export type GlobalFlags = { readonly data?: string; readonly json?: boolean }

export function configFrom(flags: GlobalFlags & { port?: string }): Config {
  return readConfig(process.env, {
    ...(flags.data === undefined ? {} : { data: flags.data }),
    ...(flags.port === undefined ? {} : { port: flags.port }),
  })
}

/** For commands beside a server: where it says it is reached, unless MUSTER_PUBLIC_URL says otherwise. */
export async function configBeside(flags: GlobalFlags): Promise<Config> {
  const config = configFrom(flags)
  if (process.env['MUSTER_PUBLIC_URL']) return config
  return { ...config, publicUrl: (await servedPublicUrl(config.dataDir)) ?? config.publicUrl }
}

export type CommandContext = {
  readonly config: Config
  readonly db: Db
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  readonly ctx: Ctx
}

/** Runs a command against the database and lets go of it, whatever happens. Logs go to stderr, warnings and worse. */
export async function withDatabase<T>(flags: GlobalFlags, work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = await configBeside(flags)
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const database = await openDatabase(config, log)
  const pool = openPool(database.url, log, { max: 4, applicationName: 'muster cli' })
  const db = openDb(pool)
  try {
    const clock = config.testClock ? testClock(db) : systemClock
    const ctx = makeCtx({ actor: SYSTEM, now: await clock.now(), db, clock, requestId: 'cli', log })
    return await work({ config, db, url: database.url, clock, log, ctx })
  } finally {
    await pool.end()
    await database.close()
  }
}
