import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, requireVersion } from '../commit-change.ts'
import type { PatchWorkspace } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { loadWorkspace, lockWorkspace, type WorkspaceRecord } from '../store/workspace.ts'
import { requireWorkspacePeople } from '../workspace-people.ts'

/** Changes the workspace. Refused `stale-version`, `workspace-not-set-up`, `invalid-input`. */
export async function editWorkspace(ctx: Ctx, input: { version: number | null; patch: PatchWorkspace }): Promise<WorkspaceRecord> {
  allow(mayAdminister(ctx.actor))
  const { patch } = input
  return ctx.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx)
    if (!workspace) throw new Refused('workspace-not-set-up')
    const subject = { type: 'workspace', id: 'workspace' }
    await requireVersion(tx, subject, workspace.version, input.version)
    await requireWorkspacePeople(tx, patch)
    const changed = changesOf(editable(workspace), patch)
    if (Object.keys(changed).length === 0) return workspace
    const row = { id: true, ...toColumns({ ...patch, version: workspace.version + 1 }) }
    await commitChange(tx, ctx, new WriteSet().update('workspace', ['id'], [row]), {
      type: 'workspace.changed',
      subject,
      data: { changed },
    })
    return (await loadWorkspace(tx))!
  })
}

function editable({ name, defaultProductLine, dutyManager, lastResort, timeZone, severityLabels }: WorkspaceRecord) {
  return {
    name,
    defaultProductLineId: defaultProductLine.id,
    dutyManagerId: dutyManager.id,
    lastResortId: lastResort.id,
    timeZone,
    severityLabels,
  }
}
