import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { commitChange, requireVersion } from '../commit-change.ts'
import { allow, mayArrangeLine, mayReadOrganization } from '../policy.ts'
import { lockRoster } from '../store/rosters.ts'

/** Removes a roster entry; the log keeps what it said. Refused `stale-version` when a version is named. */
export async function takeOffRoster(ctx: Ctx, input: { id: string; version: number | null }): Promise<void> {
  allow(mayReadOrganization(ctx.actor))
  const { id } = input
  return ctx.transaction(async (tx) => {
    const entry = await lockRoster(tx, id)
    if (!entry) throw notFound()
    allow(mayArrangeLine(ctx.actor, { leadId: entry.lineLeadId }))
    const subject = { type: 'roster', id }
    await requireVersion(tx, subject, entry.version, input.version)
    const removed = { function: entry.function, staffId: entry.staff.id, from: formatInstant(entry.from), to: formatInstant(entry.to) }
    await commitChange(tx, ctx, new WriteSet().delete('rosters', ['id'], [{ id }]), {
      type: 'roster.changed',
      subject,
      data: { productLineId: entry.productLine.id, removed },
    })
  })
}
