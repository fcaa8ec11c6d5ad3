import { newId } from '#kernel/ids'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import type { CreateRoster } from '../contract.ts'
import { allow, mayReadOrganization } from '../policy.ts'
import { requireLineToArrange } from '../require-line-to-arrange.ts'
import { requireRosterPeople } from '../roster-people.ts'
import { loadRoster, type RosterRecord } from '../store/rosters.ts'

type Duty = Pick<CreateRoster, 'staffId' | 'from' | 'to'>

/** Puts a person of a function on duty for a line, from–to. Refused `line-archived`, `invalid-input`. */
export async function putOnRoster(ctx: Ctx, input: CreateRoster): Promise<RosterRecord> {
  return ctx.transaction(async (tx) => {
    const [id = ''] = await put(tx, ctx, input.productLineId, input.function, [input])
    return (await loadRoster(tx, id))!
  })
}

/** The same for a whole plan of one function of a line: all of it or nothing. */
export async function fillRoster(ctx: Ctx, productLineId: string, functionKey: string, duties: readonly Duty[]): Promise<void> {
  await ctx.transaction((tx) => put(tx, ctx, productLineId, functionKey, duties))
}

async function put(tx: Tx, ctx: Ctx, productLineId: string, functionKey: string, duties: readonly Duty[]): Promise<string[]> {
  allow(mayReadOrganization(ctx.actor))
  await requireLineToArrange(tx, ctx.actor, productLineId)
  await requireRosterPeople(tx, { staffIds: duties.map(({ staffId }) => staffId), function: functionKey })
  const entries = duties.map((duty) => ({ ...duty, id: newId(ctx.now), from: formatInstant(duty.from), to: formatInstant(duty.to) }))
  const rows = entries.map(({ id, staffId, from, to }) => ({
    id,
    product_line_id: productLineId,
    function_key: functionKey,
    staff_id: staffId,
    starts_at: from,
    ends_at: to,
    version: 1,
  }))
  const events = entries.map(({ id, staffId, from, to }) => ({
    type: 'roster.changed',
    subject: { type: 'roster', id },
    data: { productLineId, added: { function: functionKey, staffId, from, to } },
    at: ctx.now,
  }))
  await new WriteSet()
    .insert('rosters', rows)
    .insert('events', eventRows(events, ctx.actor, INTERNAL, ctx.now))
    .execute(tx)
  return entries.map(({ id }) => id)
}
