import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireVersion } from '../commit-change.ts'
import type { PatchProductLine } from '../contract.ts'
import { requireLinePeople } from '../line-people.ts'
import { allow, mayAdminister } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { emptySquads, isDefaultLine, loadProductLine, lockProductLine, type ProductLineRecord } from '../store/product-lines.ts'

export type EditProductLine = { readonly id: string; readonly version: number | null; readonly patch: PatchProductLine }

/** Changes, archives or brings back a line. Refused `stale-version`, `line-is-default`, `squad-would-be-empty`, `already-exists`, `invalid-input`. */
export async function editProductLine(ctx: Ctx, input: EditProductLine): Promise<ProductLineRecord> {
  allow(mayAdminister(ctx.actor))
  const { id, patch } = input
  return orAlreadyExists({ product_lines_name_key: patch.name ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const line = await lockProductLine(tx, id)
      if (!line) throw notFound()
      const subject = { type: 'product-line', id }
      await requireVersion(tx, subject, line.version, input.version)
      const before = editable(line)
      const changed = changesOf(before, patch)
      if (Object.keys(changed).length === 0) return line
      if (changed['archived']) await (patch.archived ? requireNotDefault(tx, line) : requireManned(tx, line))
      // Brought back, the whole line must stand again, not only what this patch names.
      await requireLinePeople(tx, changed['archived'] && !patch.archived ? { ...before, ...patch } : patch)
      const { archived, ...fields } = patch
      const archivedAt = archived === undefined || !changed['archived'] ? undefined : archived ? ctx.now : null
      const row = toColumns({ id, ...fields, archivedAt, version: line.version + 1 })
      await commitChange(tx, ctx, new WriteSet().update('product_lines', ['id'], [row]), {
        type: 'product-line.changed',
        subject,
        data: { changed },
      })
      return (await loadProductLine(tx, id))!
    }),
  )
}

function editable(line: ProductLineRecord) {
  return {
    name: line.name,
    leadId: line.lead.id,
    executiveId: line.executive.id,
    projectLeadId: line.projectLead?.id ?? null,
    calendarId: line.calendar.id,
    position: line.position,
    archived: line.archivedAt !== null,
  }
}

async function requireNotDefault(tx: Tx, line: ProductLineRecord): Promise<void> {
  if (await isDefaultLine(tx, line.id)) throw new Refused('line-is-default', { line: line.name })
}

async function requireManned(tx: Tx, line: ProductLineRecord): Promise<void> {
  const [squad] = await emptySquads(tx, line.id)
  if (squad !== undefined) throw new Refused('squad-would-be-empty', { squad })
}
