import { sql } from 'kysely'
import { addMs, formatInstant, type Instant } from '#kernel/instant'
import type { Db } from '#platform/db'

const KEY = 'mail-intake-turn'

/** Takes, or keeps, the turn to take mail for `leaseMs`; false while another worker has it. One that dies loses it by then. */
export async function takeIntakeTurn(db: Db, worker: string, now: Instant, leaseMs: number): Promise<boolean> {
  const turn = JSON.stringify({ worker, until: formatInstant(addMs(now, leaseMs)) })
  const { rows } = await sql`
    insert into deployment_facts as f (key, value) values (${KEY}, ${turn}::jsonb)
    on conflict (key) do update set value = excluded.value
    where f.value->>'worker' = ${worker} or (f.value->>'until')::timestamptz < ${formatInstant(now)}::timestamptz returning key`.execute(db)
  return rows.length === 1
}

/** Gives the turn to whoever asks next. */
export async function leaveIntakeTurn(db: Db, worker: string): Promise<void> {
  await sql`delete from deployment_facts where key = ${KEY} and value->>'worker' = ${worker}`.execute(db)
}
