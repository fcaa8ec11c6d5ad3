import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { allow, mayReadOrganization } from '../policy.ts'
import { type FunctionRecord, listFunctions } from '../store/functions.ts'
import {
  type ComponentRecord,
  listComponents,
  listProductLines,
  loadComponent,
  loadProductLine,
  type ProductLineRecord,
} from '../store/product-lines.ts'
import { listSquads, loadSquad, type SquadRecord } from '../store/squads.ts'
import { loadWorkspace, type WorkspaceRecord } from '../store/workspace.ts'

export async function readFunctions(ctx: Ctx): Promise<FunctionRecord[]> {
  allow(mayReadOrganization(ctx.actor))
  return listFunctions(ctx.db)
}

export async function readProductLines(ctx: Ctx, filter: { archived: boolean }): Promise<ProductLineRecord[]> {
  allow(mayReadOrganization(ctx.actor))
  return listProductLines(ctx.db, filter)
}

export async function readProductLine(ctx: Ctx, id: string): Promise<ProductLineRecord> {
  allow(mayReadOrganization(ctx.actor))
  return found(await loadProductLine(ctx.db, id))
}

export async function readComponents(
  ctx: Ctx,
  filter: { productLineId?: string | undefined; archived: boolean },
): Promise<ComponentRecord[]> {
  allow(mayReadOrganization(ctx.actor))
  return listComponents(ctx.db, filter)
}

export async function readComponent(ctx: Ctx, id: string): Promise<ComponentRecord> {
  allow(mayReadOrganization(ctx.actor))
  return found(await loadComponent(ctx.db, id))
}

export async function readSquads(ctx: Ctx, productLineId: string | undefined): Promise<SquadRecord[]> {
  allow(mayReadOrganization(ctx.actor))
  return listSquads(ctx.db, productLineId)
}

export async function readSquad(ctx: Ctx, id: string): Promise<SquadRecord> {
  allow(mayReadOrganization(ctx.actor))
  return found(await loadSquad(ctx.db, id))
}

/** Refused `workspace-not-set-up` until it is. */
export async function readWorkspace(ctx: Ctx): Promise<WorkspaceRecord> {
  allow(mayReadOrganization(ctx.actor))
  const workspace = await loadWorkspace(ctx.db)
  if (!workspace) throw new Refused('workspace-not-set-up')
  return workspace
}

function found<T>(record: T | undefined): T {
  if (record === undefined) throw notFound()
  return record
}
