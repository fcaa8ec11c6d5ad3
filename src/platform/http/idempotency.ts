import { sql } from 'kysely'
import { addMs, DAY, formatInstant, instant } from '#kernel/instant'
import { type Ctx, ctxInside } from '../ctx.ts'
import { Refused } from '../refused.ts'

type Stored = { request_hash: string; status: number | null; body: unknown; inserted: boolean }

/**
 * Does `work` at most once per actor and key within 24 hours of wall time. The answer is stored in the transaction of the change itself, so
 * after a crash either both are there or neither. A repeat gets the stored answer; the same key with another request is
 * refused. Two at once: the second waits for the first on the row's key. Refusals and faults are not stored: they may be tried again.
 */
export async function onlyOnce<T>(
  ctx: Ctx,
  key: string,
  requestHash: string,
  status: number,
  work: (inside: Ctx) => Promise<T>,
  remember: (answer: T) => unknown = (answer) => answer,
): Promise<T> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refused('invalid-input', {}, [{ path: 'Idempotency-Key', code: 'invalid-format' }])
  const { kind, id } = ctx.actor
  const wall = instant(Date.now())
  return ctx.transaction(async (tx) => {
    await sql`delete from idempotency_keys where actor_kind = ${kind} and actor_id = ${id} and key = ${key} and created_at < ${formatInstant(addMs(wall, -DAY))}`.execute(
      tx,
    )
    const inserted = await sql`
      insert into idempotency_keys (actor_kind, actor_id, key, request_hash, created_at)
      values (${kind}, ${id}, ${key}, ${requestHash}, ${formatInstant(wall)}) on conflict do nothing`.execute(tx)
    if (inserted.numAffectedRows === 0n) {
      const { rows } = await sql<Stored>`
        select request_hash, status, body from idempotency_keys where actor_kind = ${kind} and actor_id = ${id} and key = ${key}`.execute(
        tx,
      )
      const stored = rows[0]
      if (!stored) throw new Refused('try-again')
      if (stored.request_hash !== requestHash) throw new Refused('idempotency-key-reused')
      return stored.body as T
    }
    const answer = await work(ctxInside(ctx, tx))
    await sql`update idempotency_keys set status = ${status}, body = ${JSON.stringify(remember(answer) ?? null)}::jsonb
      where actor_kind = ${kind} and actor_id = ${id} and key = ${key}`.execute(tx)
    return answer
  })
}
