import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Any constant: two deployments starting at once wait for each other here. */
const ADVISORY_LOCK = 7_246_001
const CANNOT_CONNECT_NOW = '57P03'
const STARTING_UP_MS = 60_000

/**
 * Brings the database up to the newest schema: numbered SQL files, each in its own transaction (a file that begins with
 * `-- no-transaction` runs statement by statement, for CREATE INDEX CONCURRENTLY). Gives the names applied now.
 * Throws, naming the file, when one fails (nothing of it stays, save of one without a transaction), or when the database is
 * newer than this program. `until`: the last file to apply, for tests that look at a database of an earlier version.
 */
export async function migrate(databaseUrl: string, say?: (line: string) => void, until?: string): Promise<string[]> {
  const client = await connect(databaseUrl)
  try {
    await takeTurn(client)
    await client.query('create table if not exists schema_migrations (name text primary key, applied_at timestamptz(3) not null)')
    const applied = new Set((await client.query<{ name: string }>('select name from schema_migrations')).rows.map((row) => row.name))
    const files = await migrationFiles()
    const unknown = [...applied].filter((name) => !files.includes(name))
    if (unknown.length > 0) throw new DatabaseIsNewer(unknown)
    const pending = files.filter((file) => !applied.has(file) && (until === undefined || file <= until))
    for (const file of pending) {
      say?.(file)
      await applyFile(client, file)
    }
    if (until === undefined && (await isFromElsewhere(client))) throw new DatabaseFromElsewhere()
    return pending
  } finally {
    // The session ends here and the advisory lock with it.
    await client.end()
  }
}

/**
 * Waits for the lock by asking again: a session that waits inside a statement holds a snapshot, and an index made concurrently
 * would wait for that session while it waits for the lock.
 */
async function takeTurn(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ADVISORY_LOCK])
    if (rows[0]?.taken) return
    await sleep(100)
  }
}

/**
 * Whether the log was written on another server, whose transaction ids run ahead of this one's: a dump restored elsewhere.
 * What happens next would lie behind what readers have read, and nobody would be told of it.
 */
async function isFromElsewhere(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ahead: boolean }>(`
    select exists (select from consumer_cursors where tx >= pg_snapshot_xmax(pg_current_snapshot()))
      or coalesce((select tx >= pg_snapshot_xmax(pg_current_snapshot()) from events order by tx desc, seq desc limit 1), false) as ahead`)
  return rows[0]?.ahead ?? false
}

/** Which migrations a database still lacks, and which it has that this version does not know. Changes nothing. */
export async function migrationState(
  databaseUrl: string,
): Promise<{ readonly pending: readonly string[]; readonly unknown: readonly string[] }> {
  const client = await connect(databaseUrl)
  try {
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('schema_migrations') is not null as there")
    const applied = rows[0]?.there
      ? (await client.query<{ name: string }>('select name from schema_migrations')).rows.map((row) => row.name)
      : []
    const files = await migrationFiles()
    return { pending: files.filter((file) => !applied.includes(file)), unknown: applied.filter((name) => !files.includes(name)) }
  } finally {
    await client.end()
  }
}

/** Names of all migrations of this version, in order. */
export async function migrationFiles(): Promise<string[]> {
  return (await readdir(MIGRATIONS)).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file)).sort()
}

/** Connects, waiting for a server that is starting up or recovering; one that is not there at all is an error at once. */
async function connect(connectionString: string): Promise<pg.Client> {
  const end = performance.now() + STARTING_UP_MS
  for (;;) {
    const client = new pg.Client({ connectionString, application_name: 'muster migrate', connectionTimeoutMillis: 10_000 })
    try {
      await client.connect()
      return client
    } catch (error) {
      if ((error as { code?: string }).code !== CANNOT_CONNECT_NOW || performance.now() > end) throw error
      await sleep(200)
    }
  }
}

async function applyFile(client: pg.Client, file: string): Promise<void> {
  const text = await readFile(join(MIGRATIONS, file), 'utf8')
  const record = ['insert into schema_migrations (name, applied_at) values ($1, $2)', [file, new Date().toISOString()]] as const
  if (text.startsWith('-- no-transaction')) {
    try {
      for (const statement of statementsOf(text)) await client.query(statement)
      await client.query(record[0], [...record[1]])
    } catch (error) {
      throw failed(`migration ${file} failed; what it did before stays, and it may be run again`, error)
    }
    return
  }
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '5s'")
    await client.query(text)
    await client.query(record[0], [...record[1]])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw failed(`migration ${file} failed and was rolled back`, error)
  }
}

function failed(what: string, cause: unknown): Error {
  return new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}

/** The statements of a file that runs without a transaction, in order. It may be broken off behind each of them, and run again. */
export function statementsOf(text: string): string[] {
  return text.split(/;\s*$/m).filter((part) => part.replace(/^\s*--.*$/gm, '').trim() !== '')
}

/** The event log goes by another server's transaction ids; docs/runbooks/after-restore.sql puts it right. */
export class DatabaseFromElsewhere extends Error {
  constructor() {
    super('the event log was written on another PostgreSQL server: run docs/runbooks/after-restore.sql first')
    this.name = 'DatabaseFromElsewhere'
  }
}

/** The database was migrated by a later version of Muster; going on could write what that version no longer understands. */
export class DatabaseIsNewer extends Error {
  readonly unknown: readonly string[]
  constructor(unknown: readonly string[]) {
    super(`the database has migrations this version does not know: ${unknown.join(', ')}`)
    this.name = 'DatabaseIsNewer'
    this.unknown = unknown
  }
}
