import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { EnvironmentsQuery } from '../contract.ts'
import { sightOf } from '../sight-of.ts'
import { type EnvironmentRecord, listEnvironments, loadEnvironment } from '../store/environments.ts'

/** Environments of accounts in sight, one more than `limit` when there is more; contacts see their own company's. */
export async function readEnvironments(ctx: Ctx, query: EnvironmentsQuery): Promise<(EnvironmentRecord & { sortName: string })[]> {
  const { q, cursor, archived, ...filter } = query
  return listEnvironments(ctx.db, sightOf(ctx.actor), {
    ...filter,
    pattern: q?.trim() ? likePattern(q) : null,
    archived: archived === 'true',
    after: decodeCursor(cursor, ['text', 'uuid']),
  })
}

export async function readEnvironment(ctx: Ctx, id: string): Promise<EnvironmentRecord> {
  const environment = await loadEnvironment(ctx.db, sightOf(ctx.actor), id)
  if (!environment) throw notFound()
  return environment
}
