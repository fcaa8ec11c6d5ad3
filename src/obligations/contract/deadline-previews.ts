import { z } from 'zod'
import { instantIn, instantOut } from '#kernel/fields'
import { calendarDocument } from './calendar-document.ts'
import { targetMinutes, targetWorkingDays } from './service-policy-document.ts'

const pauses = z
  .array(z.strictObject({ from: instantIn, to: instantIn.nullish() }))
  .max(1000)
  .default([])
  .superRefine((list, check) => {
    for (const [i, { from, to }] of list.entries())
      if (to && to < from) check.addIssue({ code: 'custom', message: 'ends-before-start', path: [i, 'to'] })
  })

/** `calendar`: a stored one by id, one written out, or null for 24×7. A pause without `to` is still open. */
export const deadlinePreviewIn = z.strictObject({
  calendar: z.union([z.uuid(), calendarDocument, z.null()]),
  target: z.union([
    z.strictObject({ minutes: targetMinutes }),
    z.strictObject({ workingDays: targetWorkingDays, dayZero: z.enum(['next-working-day', 'arming-date']).optional() }),
  ]),
  armedAt: instantIn,
  pauses,
})

export const deadlineStepOut = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  text: z.string(),
})

export const deadlinePreviewOut = z.strictObject({
  /** Null while an open pause holds it back; then `remainingMinutes` says what is left. */
  dueAt: instantOut.nullable(),
  /** At 75 % of the target. */
  warnAt: instantOut.nullable(),
  warnAts: z.array(instantOut),
  remainingMinutes: z.number().nullable(),
  steps: z.array(deadlineStepOut),
})

export type DeadlinePreviewIn = z.output<typeof deadlinePreviewIn>
export type DeadlinePreviewOut = z.output<typeof deadlinePreviewOut>
