import { newId } from '#kernel/ids'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { commitChange, requireReferences } from '../commit-change.ts'
import type { CreateRoster } from '../contract.ts'
import { allow, mayArrangeLine, mayReadOrganization } from '../policy.ts'
import { requireRosterPeople } from '../roster-people.ts'
import { loadProductLine } from '../store/product-lines.ts'
import { loadRoster, type RosterRecord } from '../store/rosters.ts'

/** Puts a person of a function on duty for a line, from–to. Refused `line-archived`, `invalid-input`. */
export async function putOnRoster(ctx: Ctx, input: CreateRoster): Promise<RosterRecord> {
  allow(mayReadOrganization(ctx.actor))
  const id = newId(ctx.now)
  const { productLineId, function: functionKey, staffId } = input
  const [from, to] = [formatInstant(input.from), formatInstant(input.to)]
  return ctx.transaction(async (tx) => {
    const line = await loadProductLine(tx, productLineId)
    if (!line) {
      requireReferences([{ path: 'productLineId', found: false }])
      throw notFound()
    }
    allow(mayArrangeLine(ctx.actor, { leadId: line.lead.id }))
    if (line.archivedAt !== null) throw new Refused('line-archived', { line: line.name })
    await requireRosterPeople(tx, { staffId, function: functionKey })
    const row = {
      id,
      product_line_id: productLineId,
      function_key: functionKey,
      staff_id: staffId,
      starts_at: from,
      ends_at: to,
      version: 1,
    }
    await commitChange(tx, ctx, new WriteSet().insert('rosters', [row]), {
      type: 'roster.changed',
      subject: { type: 'roster', id },
      data: { productLineId, added: { function: functionKey, staffId, from, to } },
    })
    return (await loadRoster(tx, id))!
  })
}
