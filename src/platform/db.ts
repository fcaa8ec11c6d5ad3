import { availableParallelism } from 'node:os'
import { Kysely, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './db-types.ts'
import type { Log } from './log.ts'
import { PipelinedDialect } from './pipelined-dialect.ts'
import { PreparedClient } from './prepared-client.ts'
import { readTimestamp } from './read-timestamp.ts'
import { tellAway } from './tell-away.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>
export type Pool = pg.Pool
export type SqlRow = pg.QueryResultRow

const TIMESTAMPTZ = 1184
const INT8 = 20
const DATE = 1082
const NUMERIC = 1700

/** On our pools: timestamptz is an Instant (epoch ms), bigint a number, date its text, numeric its text. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return readTimestamp
    if (oid === INT8) return Number
    if (oid === DATE || oid === NUMERIC) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/**
 * Two a core and two more: some run while others wait for the disk at their commit. More at work than that push one another out
 * of a core's caches: opening one of a million tickets takes a backend 0.37 to 0.43 ms with 16 on two cores, 0.26 with 6.
 */
const CONNECTIONS = Math.min(16, 2 * availableParallelism() + 2)

/** A pool on `url`. Idle clients that lose their server are reported and dropped, never thrown into the process. */
export function openPool(url: string, log: Log, options: { max?: number; applicationName?: string; driverTypes?: boolean } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    ...(options.driverTypes ? {} : { Client: PreparedClient, pipeline: true }),
    max: options.max ?? CONNECTIONS,
    application_name: options.applicationName ?? 'muster',
    // A library with connections of its own (sign-in) expects the driver's types.
    ...(options.driverTypes ? {} : { types }),
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 10_000,
    // What we ask lies in memory or on a solid-state disk, and is small: a page by index costs as much as the next one, and compiling never pays.
    options: '-c timezone=UTC -c random_page_cost=1.1 -c jit=off',
  })
  pool.on('error', (error) => tellAway(log, error, {}, 'database connection lost while idle'))
  // A client lent out has no listener of the pool's: lost between two statements it would end the process. Its next statement fails by itself.
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error }, 'database connection lost in use')))
  return pool
}

export function openDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PipelinedDialect({ pool }) })
}
