import { z } from 'zod'
import { instantOut, name } from '#kernel/fields'
import { calendarDocument } from './calendar-document.ts'
import { servicePolicyDocument } from './service-policy-document.ts'

/** Calendars and service policies: what everything owed is counted by. */

const namedOut = z.object({ id: z.string(), name: z.string() })
const edited = {
  version: z.number(),
  createdAt: instantOut,
  updatedAt: instantOut,
  updatedBy: z.string().nullable(),
  abilities: z.array(z.enum(['edit'])),
}
export const byId = z.strictObject({ id: z.uuid() })

export const createCalendarIn = z.strictObject({ name: name(80), document: calendarDocument })
export const patchCalendarIn = z.strictObject({ name: name(80).optional(), document: calendarDocument.optional() })
export const calendarImpactIn = z.strictObject({ document: calendarDocument })

const movedDueOut = z.object({
  id: z.string(),
  kind: z.string(),
  ticketId: z.string().nullable(),
  wasDueAt: instantOut.nullable(),
  dueAt: instantOut.nullable(),
})
/** What an edit does to what is owed. `moved`: the first twenty. */
export const calendarImpactOut = z.object({ counted: z.number(), earlier: z.number(), later: z.number(), moved: z.array(movedDueOut) })
export const calendarOut = z.object({
  id: z.string(),
  name: z.string(),
  document: z.object({ timeZone: z.string() }).loose(),
  productLines: z.array(namedOut),
  /** Years that have begun, or soon will, for which it has no holidays yet. */
  yearsWithoutHolidays: z.array(z.number()),
  ...edited,
  /** After an edit only. */
  impact: calendarImpactOut.optional(),
})
export const calendarsOut = z.object({ items: z.array(calendarOut), nextCursor: z.null() })

export const holidaysQuery = z.strictObject({
  /** ISO 3166, with a region where it matters: `CN`, `DE`, `DE-BY`. */
  country: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, { error: 'invalid-format' }),
  year: z.coerce.number().int().min(2000).max(2199),
})
/** `missing`: the year has no official data yet; fill it in when it is published. */
export const holidaysOut = z.object({
  country: z.string(),
  year: z.number(),
  holidays: z.array(z.string()),
  addedDays: z.array(z.object({ date: z.string() })),
  missing: z.boolean(),
})

const adoptionRow = z.object({
  kind: z.string(),
  mode: z.enum(['observe', 'warn', 'enforce']),
  next: z.object({ mode: z.enum(['observe', 'warn', 'enforce']), on: z.string() }).nullable(),
  armed: z.number(),
  kept: z.number(),
  broken: z.number(),
  /** Would have climbed past its holder if it had been enforced: broken and not fulfilled before the first climb. */
  wouldHaveClimbed: z.number(),
})
export const adoptionQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(7) })
/** What the modes of a policy did, or would have done, in the last days: the ground for the next step. */
export const adoptionOut = z.object({ from: instantOut, to: instantOut, items: z.array(adoptionRow), nextCursor: z.null() })

export const createServicePolicyIn = z.strictObject({
  name: name(80),
  /** Null: for the workspace, wherever a line has none of its own. */
  productLineId: z.uuid().nullable().default(null),
  document: servicePolicyDocument,
})
export const putServicePolicyIn = z.strictObject({ name: name(80), document: servicePolicyDocument })
export const patchServicePolicyIn = z.strictObject({ name: name(80).optional(), document: servicePolicyDocument.optional() })
export const servicePolicyOut = z.object({
  id: z.string(),
  name: z.string(),
  productLine: namedOut.nullable(),
  document: z.object({}).loose(),
  ...edited,
})
export const servicePoliciesOut = z.object({ items: z.array(servicePolicyOut), nextCursor: z.null() })

export type AdoptionOut = z.output<typeof adoptionOut>
export type CreateCalendar = z.output<typeof createCalendarIn>
export type PatchCalendar = z.output<typeof patchCalendarIn>
export type CalendarOut = z.output<typeof calendarOut>
export type CalendarImpactOut = z.output<typeof calendarImpactOut>
export type CreateServicePolicy = z.output<typeof createServicePolicyIn>
export type PatchServicePolicy = z.output<typeof patchServicePolicyIn>
export type ServicePolicyOut = z.output<typeof servicePolicyOut>
