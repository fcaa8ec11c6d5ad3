import { z } from 'zod'
import { id, name } from '#kernel/fields'
import { personOut, timeZone } from './fields.ts'

const label = z.strictObject({ zh: name(20), en: name(30) })
export const severityLabels = z.strictObject({ S1: label, S2: label, S3: label, S4: label })

export const workspaceAbility = z.enum(['edit', 'administer'])

export const workspaceOut = z.object({
  name: z.string(),
  defaultProductLine: personOut,
  dutyManager: personOut,
  lastResort: personOut,
  timeZone: z.string(),
  severityLabels,
  version: z.number(),
  abilities: z.array(workspaceAbility),
})
export const patchWorkspaceIn = z.strictObject({
  name: name(80).optional(),
  defaultProductLineId: id.optional(),
  dutyManagerId: id.optional(),
  lastResortId: id.optional(),
  timeZone: timeZone.optional(),
  severityLabels: severityLabels.optional(),
})
/** Once, when the deployment is set up (no route: the CLI and the demo do it). */
export const createWorkspaceIn = z.strictObject({
  name: name(80),
  defaultProductLineId: id,
  dutyManagerId: id,
  lastResortId: id,
  timeZone: timeZone.default('Asia/Shanghai'),
})

export type WorkspaceOut = z.output<typeof workspaceOut>
export type PatchWorkspace = z.output<typeof patchWorkspaceIn>
export type CreateWorkspace = z.output<typeof createWorkspaceIn>
export type CreateWorkspaceInput = z.input<typeof createWorkspaceIn>
