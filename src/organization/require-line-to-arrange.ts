import type { Actor } from '#kernel/actor'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { requireReferences } from './commit-change.ts'
import { allow, mayArrangeLine } from './policy.ts'
import { loadProductLine } from './store/product-lines.ts'

/** The line is there, theirs to arrange (squads, rosters) and in use. Refused `invalid-input` (no such), `not-found` (not theirs), `line-archived`. */
export async function requireLineToArrange(tx: Tx, actor: Actor, productLineId: string): Promise<void> {
  const line = await loadProductLine(tx, productLineId)
  if (!line) {
    requireReferences([{ path: 'productLineId', found: false }])
    throw notFound()
  }
  allow(mayArrangeLine(actor, { leadId: line.lead.id }))
  if (line.archivedAt !== null) throw new Refused('line-archived', { line: line.name })
}
