import { z } from 'zod'
import { id, instantIn, instantOut } from '#kernel/fields'
import { functionKey, page, paging, personOut } from './fields.ts'

export const rosterAbility = z.enum(['edit', 'remove'])

/** One person of a function on duty for a line, from–to (half-open). */
export const rosterOut = z.object({
  id: z.string(),
  productLine: personOut,
  function: z.string(),
  staff: personOut,
  from: instantOut,
  to: instantOut,
  version: z.number(),
  abilities: z.array(rosterAbility),
})
export const rosterPageOut = page(rosterOut)
/** Entries that touch the half-open window from–to; by start, then id. */
export const rostersQuery = z.strictObject({
  productLineId: id.optional(),
  function: functionKey.optional(),
  staffId: id.optional(),
  from: instantIn.optional(),
  to: instantIn.optional(),
  ...paging,
})
export const createRosterIn = z
  .strictObject({ productLineId: id, function: functionKey, staffId: id, from: instantIn, to: instantIn })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'out-of-range' })
export const patchRosterIn = z.strictObject({
  function: functionKey.optional(),
  staffId: id.optional(),
  from: instantIn.optional(),
  to: instantIn.optional(),
})

export type RosterOut = z.output<typeof rosterOut>
export type RostersQuery = z.output<typeof rostersQuery>
export type CreateRoster = z.output<typeof createRosterIn>
export type PatchRoster = z.output<typeof patchRosterIn>
