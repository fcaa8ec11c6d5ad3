import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

/** What the loader has left in `deployment_facts`: half a company is told from a whole one, and put right by the next run. */
export type DemoState = {
  readonly state: 'loading' | 'loaded'
  readonly seed: number
  readonly asOf: string
  readonly tickets: number
  readonly version: number
}
export type SignIn = { readonly role: string; readonly email: string; readonly password: string }

/** Counts up when the same seed no longer gives the same company. */
export const DEMO_VERSION = 1

const STATE = 'demo'
const SIGN_INS = 'demo-sign-ins'
const BORN_READ_BEFORE = 'notifications-born-read-before'

export const readDemoState = (db: Db): Promise<DemoState | null> => readFact<DemoState>(db, STATE)
export const writeDemoState = (db: Db, state: DemoState): Promise<void> => writeFact(db, STATE, state)
export const readSignIns = (db: Db): Promise<readonly SignIn[] | null> => readFact<readonly SignIn[]>(db, SIGN_INS)
export const writeSignIns = (db: Db, signIns: readonly SignIn[]): Promise<void> => writeFact(db, SIGN_INS, signIns)
/** What is told of earlier instants rings no bell. */
export const writeBornReadBefore = (db: Db, at: Instant): Promise<void> => writeFact(db, BORN_READ_BEFORE, formatInstant(at))

/** Whether people have begun to use this database: a workspace, a person or a ticket stands in it. */
export async function hasData(db: Db): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from workspace) or exists (select from staff) or exists (select from tickets) or exists (select from calendars) as used`.execute(
    db,
  )
  return rows[0]?.used ?? false
}

// What migrations put there, who has migrated, and how far readers are; the queue's own tables lie in another schema.
const KEPT = ['schema_migrations', 'functions', 'playbooks', 'deployment_facts', 'consumer_cursors']

/** Takes away all that half a load has left; the built-in accounts and functions stay as migrations made them. */
export async function emptyDatabase(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and not tablename = any(${KEPT}::text[])`.execute(tx)
    // Accounts point at staff, so both go at once; the built-in ones are put back.
    await sql`create temporary table kept_accounts on commit drop as select * from accounts where kind <> 'customer'`.execute(tx)
    await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')} restart identity`).execute(tx)
    await sql`insert into accounts select * from kept_accounts`.execute(tx)
    await sql`delete from deployment_facts where key = any(${[SIGN_INS, BORN_READ_BEFORE]}::text[])`.execute(tx)
    await sql`delete from consumer_cursors`.execute(tx)
    await sql`alter sequence ticket_number restart`.execute(tx)
  })
}

/** The last word of a load: flushed to disk, and with it everything before. */
export async function finishDemoState(db: Db, state: DemoState): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local synchronous_commit = on`.execute(tx)
    await writeFact(tx, STATE, state)
  })
}

async function readFact<T>(db: Db | Tx, key: string): Promise<T | null> {
  const { rows } = await sql<{ value: T }>`select value from deployment_facts where key = ${key}`.execute(db)
  return rows[0]?.value ?? null
}

async function writeFact(db: Db | Tx, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value)
  await sql`insert into deployment_facts (key, value) values (${key}, ${json}::jsonb) on conflict (key) do update set value = excluded.value`.execute(
    db,
  )
}
