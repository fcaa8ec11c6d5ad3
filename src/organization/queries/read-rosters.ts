import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { RostersQuery } from '../contract.ts'
import { allow, mayReadOrganization } from '../policy.ts'
import { listRosters, loadRoster, type RosterRecord } from '../store/rosters.ts'

/** One row more than `limit` when there is more. Refused `invalid-input` on a cursor that is not ours. */
export async function readRosters(ctx: Ctx, query: RostersQuery): Promise<RosterRecord[]> {
  allow(mayReadOrganization(ctx.actor))
  const { function: functionKey, cursor, ...filter } = query
  return listRosters(ctx.db, { ...filter, functionKey, after: decodeCursor(cursor, ['instant', 'uuid']) })
}

export async function readRoster(ctx: Ctx, id: string): Promise<RosterRecord> {
  allow(mayReadOrganization(ctx.actor))
  const entry = await loadRoster(ctx.db, id)
  if (!entry) throw notFound()
  return entry
}
