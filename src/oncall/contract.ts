import { z } from 'zod'
import { id, instantOut } from '#kernel/fields'

/** GET /api/v1/on-duty: who is on duty now. */

const named = z.object({ id: z.string(), name: z.string() })

/** Of one line, in one function; without them all lines in use and all functions. */
export const dutyBoardQuery = z.strictObject({
  productLineId: id.optional(),
  function: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .optional(),
})

export const onDutyPerson = named.extend({
  /** By which of the two: somebody planned this time, or nobody did and these are their hours. */
  why: z.enum(['on-the-roster', 'in-personal-hours']),
  /** Duties they hold on tickets that are not closed; far above a working load it is not counted on. Null: not yours to see, only theirs and of who leads them. */
  openDuties: z.number().int().nullable(),
})
export const dutyBoardOut = z.object({
  at: instantOut,
  /** Who is called when no lead answers. */
  dutyManager: named.nullable(),
  items: z.array(
    z.object({
      productLine: named,
      /** Who takes what nobody on duty can. */
      lead: named,
      /** Functions somebody could be on duty in. */
      functions: z.array(
        z.object({
          function: z.string(),
          /** Everybody on duty. */
          count: z.number().int(),
          /** In the order they are asked, fewest open duties first, for who leads them all; else by name. At most 20. */
          people: z.array(onDutyPerson),
        }),
      ),
    }),
  ),
  nextCursor: z.null(),
})

export type DutyBoardQuery = z.output<typeof dutyBoardQuery>
export type DutyBoardOut = z.output<typeof dutyBoardOut>
