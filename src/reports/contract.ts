import { z } from 'zod'
import { id } from '#kernel/fields'
import { isMonth, monthsBetween } from './rules/months.ts'

/** Figures. A share is always with its n, and is null where n is under ten. */

const month = z.string().max(7).refine(isMonth, { error: 'invalid-format' })

export const qualitiesQuery = z
  .strictObject({
    /** Months in the workspace's zone, both ends with it, at most twelve; without them the last three. */
    from: month.optional(),
    to: month.optional(),
    accountId: id.optional(),
    productLineId: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
    cursor: z.string().max(400).optional(),
  })
  .superRefine(({ from, to }, check) => {
    if (from !== undefined && to !== undefined && isMonth(from) && isMonth(to) && monthsBetween(from, to) === null)
      check.addIssue({ code: 'custom', message: from > to ? 'ends-before-start' : 'out-of-range', path: ['to'] })
  })

const share = z.object({ n: z.number(), met: z.number().nullable(), share: z.number().nullable() }).meta({ id: 'Share' })

const figures = {
  tickets: z.number(),
  toldFirst: share,
  speed: z.object({
    acknowledge: share,
    firstResponse: share,
    answer: share,
    digestion: z.object({ n: z.number(), medianMinutes: z.number().nullable() }),
  }),
  expertise: z.object({ firstTry: share, notReopened: share, causeFound: share }),
  completeness: z.object({ workaround: share, permanentFix: share, reviewed: share, advice: share }),
  continuity: z.object({ updates: share, reports: share, followUps: share }),
}
const named = z.object({ id, name: z.string() })

export const qualitiesOut = z
  .object({
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    /** Over everything asked for. */
    total: z.object(figures),
    /** Every month of the range, also one without tickets. */
    months: z.array(z.object({ month: z.string(), ...figures })),
    /** By month, account and line: the latest month first, then the most tickets. */
    items: z.array(z.object({ month: z.string(), account: named, productLine: named, ...figures })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Qualities' })

export type QualitiesQuery = z.output<typeof qualitiesQuery>
export type QualitiesOut = z.input<typeof qualitiesOut>
