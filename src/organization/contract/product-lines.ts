import { z } from 'zod'
import { id, instantOut, name } from '#kernel/fields'
import { personOut } from './fields.ts'

export const productLineAbility = z.enum(['edit', 'edit-squads', 'edit-rosters'])

export const productLineOut = z.object({
  id: z.string(),
  name: z.string(),
  lead: personOut,
  executive: personOut,
  projectLead: personOut.nullable(),
  calendar: personOut,
  position: z.number(),
  archivedAt: instantOut.nullable(),
  version: z.number(),
  createdAt: instantOut,
  abilities: z.array(productLineAbility),
})
export const productLinesOut = z.object({ items: z.array(productLineOut), nextCursor: z.null() })
/** Lines are few: the list is whole, by position and name. Archived ones only when asked. */
export const productLinesQuery = z.strictObject({ archived: z.enum(['true', 'false']).default('false') })

export const createProductLineIn = z.strictObject({
  name: name(80),
  leadId: id,
  executiveId: id,
  projectLeadId: id.nullable().default(null),
  calendarId: id,
  position: z.number().int().min(0).max(1_000).default(0),
})
export const patchProductLineIn = z.strictObject({
  name: name(80).optional(),
  leadId: id.optional(),
  executiveId: id.optional(),
  projectLeadId: id.nullable().optional(),
  calendarId: id.optional(),
  position: z.number().int().min(0).max(1_000).optional(),
  archived: z.boolean().optional(),
})

export const componentOut = z.object({
  id: z.string(),
  productLine: personOut,
  name: z.string(),
  archivedAt: instantOut.nullable(),
  version: z.number(),
})
export const componentsOut = z.object({ items: z.array(componentOut), nextCursor: z.null() })
export const componentsQuery = z.strictObject({ productLineId: id.optional(), archived: z.enum(['true', 'false']).default('false') })
export const createComponentIn = z.strictObject({ productLineId: id, name: name(80) })
export const patchComponentIn = z.strictObject({ name: name(80).optional(), archived: z.boolean().optional() })

export type ProductLineOut = z.output<typeof productLineOut>
export type CreateProductLine = z.output<typeof createProductLineIn>
export type CreateProductLineInput = z.input<typeof createProductLineIn>
export type PatchProductLine = z.output<typeof patchProductLineIn>
export type ComponentOut = z.output<typeof componentOut>
export type CreateComponent = z.output<typeof createComponentIn>
export type PatchComponent = z.output<typeof patchComponentIn>
