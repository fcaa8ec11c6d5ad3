import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireVersion } from '../commit-change.ts'
import type { PatchComponent } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { type ComponentRecord, loadComponent, lockComponent } from '../store/product-lines.ts'

export type EditComponent = { readonly id: string; readonly version: number | null; readonly patch: PatchComponent }

/** Renames, archives or brings back a component; tickets that name it keep it. Refused `stale-version`, `already-exists`. */
export async function editComponent(ctx: Ctx, input: EditComponent): Promise<ComponentRecord> {
  allow(mayAdminister(ctx.actor))
  const { id, patch } = input
  return orAlreadyExists({ components_product_line_id_name_key: patch.name ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const component = await lockComponent(tx, id)
      if (!component) throw notFound()
      const subject = { type: 'component', id }
      await requireVersion(tx, subject, component.version, input.version)
      const changed = changesOf({ name: component.name, archived: component.archivedAt !== null }, patch)
      if (Object.keys(changed).length === 0) return component
      const archivedAt = changed['archived'] ? (patch.archived ? ctx.now : null) : undefined
      const row = toColumns({ id, name: patch.name, archivedAt, version: component.version + 1 })
      const event = { type: 'component.changed', subject, data: { changed } }
      await commitChange(tx, ctx, new WriteSet().update('components', ['id'], [row]), event)
      return (await loadComponent(tx, id))!
    }),
  )
}
