import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { hashKey, makeKey } from '../src/auth/key-secret.ts'

/** People who do nothing but listen, so that a thousand streams are those of many people (one person may hold twenty). */
const LISTENERS = 100

/** Staff with a key each; gives the keys. They hold no function, so no ticket comes to them. */
export async function makeListeners(client: pg.Client): Promise<string[]> {
  const keys: string[] = []
  for (let n = 0; n < LISTENERS; n++) {
    const { key, prefix } = makeKey()
    const id = randomUUID()
    await client.query(`insert into staff (id, name, email, working_hours, created_at) values ($1, $2, $3, '{}', '2026-01-01T00:00:00Z')`, [
      id,
      `听众 ${n}`,
      `listener-${n}@vendor.test`,
    ])
    await client.query(
      `insert into api_keys (id, name, hash, prefix, person_kind, person_id, created_by_kind, created_by_id, created_at)
       values ($1, 'bench', $2, $3, 'staff', $4, 'system', 'bench', '2026-01-01T00:00:00Z')`,
      [randomUUID(), hashKey(key), prefix, id],
    )
    keys.push(key)
  }
  return keys
}
