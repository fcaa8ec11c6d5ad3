import { z } from 'zod'
import { isSoundHours, WEEKDAYS } from '../rules/working-hours.ts'

/** Building blocks of the organization's contracts. */

export const functionKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const staffRole = z.enum(['member', 'lead', 'executive', 'administrator'])
export const locale = z.enum(['zh-CN', 'en'])

/** An IANA zone that this runtime knows, `Asia/Shanghai`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), { error: 'invalid-format' })

function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const hoursWindow = z.tuple([z.string().max(5), z.string().max(5)])

/** Personal hours: windows by weekday, none overlapping; one whose end is not after its start runs over midnight. */
export const workingHours = z
  .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, z.array(hoursWindow).max(8).optional()])) as WeekShape)
  .refine((hours) => isSoundHours(withoutUndefined(hours)), { error: 'invalid-format' })
type WeekShape = Record<(typeof WEEKDAYS)[number], z.ZodOptional<z.ZodArray<typeof hoursWindow>>>

function withoutUndefined(hours: Partial<Record<(typeof WEEKDAYS)[number], [string, string][] | undefined>>) {
  return Object.fromEntries(Object.entries(hours).filter(([, windows]) => windows !== undefined)) as Partial<
    Record<(typeof WEEKDAYS)[number], [string, string][]>
  >
}

/** Keyset paging, the same on every list: pass `nextCursor` back as `cursor`; null means there is no more. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(600).optional(),
}
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export const personOut = z.object({ id: z.string(), name: z.string() })
export const byId = z.strictObject({ id: z.uuid() })
export const removedOut = z.object({ removed: z.literal(true) })
