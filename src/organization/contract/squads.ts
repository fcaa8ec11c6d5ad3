import { z } from 'zod'
import { id, name } from '#kernel/fields'
import { functionKey, personOut } from './fields.ts'

export const squadAbility = z.enum(['edit'])

/** A squad: the people of a line, each in one or more functions, and who leads them (intake falls back on the lead). */
export const squadOut = z.object({
  id: z.string(),
  productLine: personOut,
  name: z.string(),
  lead: personOut,
  members: z.array(z.object({ staff: personOut, function: z.string(), active: z.boolean() })),
  version: z.number(),
  abilities: z.array(squadAbility),
})
export const squadsOut = z.object({ items: z.array(squadOut), nextCursor: z.null() })
export const squadsQuery = z.strictObject({ productLineId: id.optional() })

const member = z.strictObject({ staffId: id, function: functionKey })
export const createSquadIn = z.strictObject({ productLineId: id, name: name(80), leadId: id, members: z.array(member).min(1).max(200) })
/** `members` replaces the whole list. */
export const patchSquadIn = z.strictObject({
  name: name(80).optional(),
  leadId: id.optional(),
  members: z.array(member).max(200).optional(),
})

export type SquadOut = z.output<typeof squadOut>
export type SquadMember = z.output<typeof member>
export type CreateSquad = z.output<typeof createSquadIn>
export type PatchSquad = z.output<typeof patchSquadIn>
