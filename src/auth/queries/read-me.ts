import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { type OwnRow, readOwnRow } from '../me-store.ts'

/** The caller's own row; null for an integration, which is nobody. */
export async function readMe(ctx: Ctx): Promise<OwnRow | null> {
  const { actor } = ctx
  if (actor.kind === 'system' || actor.kind === 'integration') return null
  const row = await readOwnRow(ctx.db, actor)
  if (!row) throw notFound()
  return row
}
