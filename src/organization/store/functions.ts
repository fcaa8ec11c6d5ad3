import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type FunctionRecord = {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly position: number
  readonly version: number
}
const columns = sql`key, name_zh as "nameZh", name_en as "nameEn", position, version`

export async function listFunctions(db: Db | Tx): Promise<FunctionRecord[]> {
  return (await sql<FunctionRecord>`select ${columns} from functions order by position, key`.execute(db)).rows
}

export async function lockFunction(tx: Tx, key: string): Promise<FunctionRecord | undefined> {
  return (await sql<FunctionRecord>`select ${columns} from functions where key = ${key} for update`.execute(tx)).rows[0]
}

/** Which of these keys are functions. */
export async function knownFunctions(db: Db | Tx, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select key from functions where key = any(${[...keys]}::text[])`.execute(db)
  return new Set(rows.map((row) => row.key))
}
