import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists } from '../commit-change.ts'
import { type CreateWorkspaceInput, createWorkspaceIn } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { loadWorkspace, type WorkspaceRecord } from '../store/workspace.ts'
import { requireWorkspacePeople } from '../workspace-people.ts'

/** Sets the deployment up, once: from here on every ticket finds somebody. Refused `already-exists`, `invalid-input`. */
export async function createWorkspace(ctx: Ctx, input: CreateWorkspaceInput): Promise<WorkspaceRecord> {
  allow(mayAdminister(ctx.actor))
  const fields = createWorkspaceIn.parse(input)
  return orAlreadyExists({ workspace_pkey: fields.name }, () =>
    ctx.transaction(async (tx) => {
      await requireWorkspacePeople(tx, fields)
      const event = { type: 'workspace.created', subject: { type: 'workspace', id: 'workspace' }, data: { ...fields } }
      await commitChange(tx, ctx, new WriteSet().insert('workspace', [{ id: true, ...toColumns(fields), version: 1 }]), event)
      return (await loadWorkspace(tx))!
    }),
  )
}
