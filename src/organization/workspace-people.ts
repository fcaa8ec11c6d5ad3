import type { Tx } from '#platform/db'
import { requireReferences } from './commit-change.ts'
import { lockProductLine } from './store/product-lines.ts'
import { activeStaff } from './store/staff.ts'

type WorkspacePeople = {
  readonly defaultProductLineId?: string | undefined
  readonly dutyManagerId?: string | undefined
  readonly lastResortId?: string | undefined
}

/** Throws `invalid-input` unless the line is in use and the people are active; holds those people until the transaction ends. */
export async function requireWorkspacePeople(tx: Tx, workspace: WorkspacePeople): Promise<void> {
  const people = (['dutyManagerId', 'lastResortId'] as const).flatMap((path) => {
    const id = workspace[path]
    return id === undefined ? [] : [{ path, id }]
  })
  const active = await activeStaff(
    tx,
    people.map(({ id }) => id),
  )
  const { defaultProductLineId: lineId } = workspace
  const line = lineId === undefined ? undefined : await lockProductLine(tx, lineId)
  requireReferences([
    ...people.map(({ path, id }) => ({ path, found: active.has(id) })),
    ...(lineId === undefined ? [] : [{ path: 'defaultProductLineId', found: line !== undefined && line.archivedAt === null }]),
  ])
}
