import { commitChange, requireReferences, requireVersion, toColumns } from '#organization'
import { changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchEnvironment } from '../contract.ts'
import { mayEditWithin } from '../policy.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type EnvironmentRecord, lineInUse, loadEnvironment, lockEnvironment } from '../store/environments.ts'

export type EditEnvironment = { readonly id: string; readonly version: number | null; readonly patch: PatchEnvironment }

/** Changes, archives or brings back an environment. Refused `stale-version`, `invalid-input` (no such line). */
export async function editEnvironment(ctx: Ctx, input: EditEnvironment): Promise<EnvironmentRecord> {
  const sight = staffSightOf(ctx.actor)
  const { id, patch } = input
  return ctx.transaction(async (tx) => {
    const environment = await lockEnvironment(tx, sight, id)
    if (!environment || !mayEditWithin(ctx.actor, environment.reach)) throw notFound()
    const subject = { type: 'environment', id }
    await requireVersion(tx, subject, environment.version, input.version)
    const { productLineId } = patch
    requireReferences([{ path: 'productLineId', found: !productLineId || (await lineInUse(tx, productLineId)) }])
    const changed = changesOf(editable(environment), patch)
    if (Object.keys(changed).length === 0) return environment
    const { archived, ...fields } = patch
    const archivedAt = changed['archived'] ? (archived ? ctx.now : null) : undefined
    const writes = new WriteSet().update(
      'environments',
      ['id'],
      [toColumns({ id, ...fields, archivedAt, version: environment.version + 1 })],
    )
    const event = { type: 'environment.changed', subject, data: { changed } }
    await commitChange(tx, ctx, writes, event, eventSightOf(environment.account.id, environment.reach))
    return (await loadEnvironment(tx, sight, id))!
  })
}

function editable({ productLine, name, deployment, productVersion, details, archivedAt }: EnvironmentRecord) {
  return { productLineId: productLine?.id ?? null, name, deployment, productVersion, details, archived: archivedAt !== null }
}
