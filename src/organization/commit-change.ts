import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { type DomainEvent, type EventSight, eventRows, INTERNAL } from '#platform/events'
import { Refused } from '#platform/refused'
import type { WriteSet } from '#platform/write-set'
import { loadLastEditor } from './store/last-editor.ts'

export type ChangeEvent = { readonly type: string; readonly subject: DomainEvent['subject']; readonly data: DomainEvent['data'] }

/** The rows of one change and the event that says so, in one statement. */
export async function commitChange(tx: Tx, ctx: Ctx, writes: WriteSet, event: ChangeEvent, sight: EventSight = INTERNAL): Promise<void> {
  writes.insert('events', eventRows([{ ...event, at: ctx.now }], ctx.actor, sight, ctx.now))
  await writes.execute(tx)
}

/** Throws `stale-version`, naming who changed the thing, when the caller saw another version. `seen` null means "whatever it is". */
export async function requireVersion(tx: Tx, subject: DomainEvent['subject'], current: number, seen: number | null): Promise<void> {
  if (seen === null || seen === current) return
  const by = await loadLastEditor(tx, subject)
  throw new Refused('stale-version', { version: current, by: by ?? 'Muster' })
}

/** Does `work`; a unique constraint it meets becomes `already-exists` naming the value, by the constraint's name. */
export async function orAlreadyExists<T>(constraints: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    const what = code === '23505' && constraint !== undefined ? constraints[constraint] : undefined
    if (what === undefined) throw error
    throw new Refused('already-exists', { what })
  }
}

/** Throws `invalid-input` naming every field whose reference points at nothing. */
export function requireReferences(fields: readonly { readonly path: string; readonly found: boolean }[]): void {
  const missing = fields.filter(({ found }) => !found).map(({ path }) => ({ path, code: 'unknown-reference' }))
  if (missing.length > 0) throw new Refused('invalid-input', {}, missing)
}
