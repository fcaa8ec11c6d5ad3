import { z } from 'zod'
import { email, filledText, instantIn, instantOut, name, text } from '#kernel/fields'
import { functionKey, locale, page, paging, staffRole, timeZone, workingHours } from './fields.ts'

/** What the caller may do with this person. */
export const staffAbility = z.enum(['edit', 'set-away', 'disable', 'enable'])

export const staffOut = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: staffRole,
  functions: z.array(z.string()),
  skills: z.array(z.string()),
  title: z.string().nullable(),
  locale,
  timeZone: z.string(),
  workingHours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
  awayFrom: instantOut.nullable(),
  awayUntil: instantOut.nullable(),
  autoAccept: z.boolean(),
  active: z.boolean(),
  disabledAt: instantOut.nullable(),
  version: z.number(),
  createdAt: instantOut,
  abilities: z.array(staffAbility),
})
export const staffPageOut = page(staffOut)

/** `q` finds in name, email and title; by name, then id. */
export const staffQuery = z.strictObject({
  q: text(100).optional(),
  function: functionKey.optional(),
  active: z.enum(['true', 'false']).optional(),
  ...paging,
})

const fields = {
  name: name(80),
  email,
  role: staffRole,
  functions: z.array(functionKey).max(30),
  skills: z.array(name(60)).max(50),
  title: name(80).nullable(),
  locale,
  timeZone,
  workingHours,
  autoAccept: z.boolean(),
}

export const createStaffIn = z.strictObject({
  name: fields.name,
  email: fields.email,
  role: fields.role.default('member'),
  functions: fields.functions.default([]),
  skills: fields.skills.default([]),
  title: fields.title.default(null),
  locale: fields.locale.default('zh-CN'),
  timeZone: fields.timeZone.optional(),
  workingHours: fields.workingHours.optional(),
  autoAccept: fields.autoAccept.default(true),
  /** Whether a sign-in is made for this person and the invitation sent. */
  invite: z.boolean().default(true),
})

/** Away: both ends, or both null to be back. */
export const patchStaffIn = z
  .strictObject({
    name: fields.name.optional(),
    email: fields.email.optional(),
    role: fields.role.optional(),
    functions: fields.functions.optional(),
    skills: fields.skills.optional(),
    title: fields.title.optional(),
    locale: fields.locale.optional(),
    timeZone: fields.timeZone.optional(),
    workingHours: fields.workingHours.optional(),
    autoAccept: fields.autoAccept.optional(),
    awayFrom: instantIn.nullable().optional(),
    awayUntil: instantIn.nullable().optional(),
  })
  .superRefine(({ awayFrom, awayUntil }, context) => {
    const together = (awayFrom === undefined) === (awayUntil === undefined) && (awayFrom === null) === (awayUntil === null)
    if (!together) context.addIssue({ code: 'custom', path: ['awayUntil'], message: 'required' })
    else if (awayFrom && awayUntil && awayFrom >= awayUntil)
      context.addIssue({ code: 'custom', path: ['awayUntil'], message: 'out-of-range' })
  })

/** Both ends, half-open, or both null to be back. */
export const awayIn = z
  .strictObject({ from: instantIn.nullable(), until: instantIn.nullable() })
  .superRefine(({ from, until }, context) => {
    if ((from === null) !== (until === null))
      context.addIssue({ code: 'custom', path: [from === null ? 'from' : 'until'], message: 'required' })
    else if (from !== null && until !== null && from >= until)
      context.addIssue({ code: 'custom', path: ['until'], message: 'out-of-range' })
  })

export const disablingIn = z.strictObject({ reason: filledText(500).optional() }).optional()
export const disablingOut = staffOut.extend({
  /** How many open duties and offers went to somebody else in the same transaction. */
  movedDuties: z.number(),
})
export const enablingIn = z.strictObject({}).optional()

export type StaffOut = z.output<typeof staffOut>
export type StaffQuery = z.output<typeof staffQuery>
export type CreateStaff = z.output<typeof createStaffIn>
/** What callers in code pass: what has a default may be left out. */
export type CreateStaffInput = z.input<typeof createStaffIn>
export type PatchStaff = z.output<typeof patchStaffIn>
export type Disabling = NonNullable<z.output<typeof disablingIn>>
