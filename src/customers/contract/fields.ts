import { z } from 'zod'

/** Building blocks of the customers' contracts. */

export const accountTier = z.enum(['standard', 'priority', 'strategic'])
export const accountKind = z.enum(['customer', 'unsorted', 'internal'])
export const stakeholderRole = z.enum([
  'business_user',
  'it',
  'decision_maker',
  'champion',
  'coordinator',
  'procurement',
  'security',
  'admin',
])
export const contactSight = z.enum(['mine', 'department', 'all'])
export const deployment = z.enum(['saas', 'dedicated', 'private'])

/** Keyset paging, the same on every list: pass `nextCursor` back as `cursor`; null means there is no more. */
export const customerPaging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(600).optional(),
}
export const customerPage = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export const namedOut = z.object({ id: z.string(), name: z.string() })
export const customerById = z.strictObject({ id: z.uuid() })
export type StakeholderRole = z.output<typeof stakeholderRole>
