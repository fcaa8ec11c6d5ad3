import { z } from 'zod'
import { instantIn, instantOut, name } from '#kernel/fields'
import { calendarProblems } from './rules/calendar.ts'
import { WEEKDAYS } from './rules/local-date.ts'
import { policyProblems } from './rules/policy-problems.ts'
import { CHANNEL_CLASSES, OWED_TO, PHASES, SEVERITIES } from './rules/service-policy.ts'

/** What comes in and goes out; the web imports this file. Every bad field is named at once, by path and code. */

const timeWindow = z.tuple([z.string().max(5), z.string().max(5)])
const windows = z.array(timeWindow).max(48)
const weekday = z.enum(WEEKDAYS)

/** A calendar as people edit it (see `CalendarDocument`). Lists may be left out. */
export const calendarDocument = z
  .strictObject({
    timeZone: z.string().max(64),
    windows: z.partialRecord(weekday, windows),
    holidays: z.array(z.string()).max(4000).default([]),
    addedDays: z
      .array(z.strictObject({ date: z.string(), as: weekday.optional() }))
      .max(2000)
      .default([]),
    exceptions: z
      .array(z.strictObject({ date: z.string(), windows }))
      .max(2000)
      .default([]),
    normalDay: weekday.optional(),
  })
  .superRefine((calendar, check) => {
    for (const { path, code, params } of calendarProblems(calendar)) {
      check.addIssue({ code: 'custom', message: code, path: pathOf(path), params })
    }
  })

const minutes = z.int().min(1).max(2_628_000)
const severity = z.enum(SEVERITIES)
const clock = z.enum(['elapsed', 'alarm', 'working'])
const mode = z.enum(['observe', 'warn', 'enforce'])
const modeRow = z.strictObject({ mode, next: z.strictObject({ mode, on: z.string() }).optional() })
const policyTarget = z.union([
  z.strictObject({ minutes, clock: clock.optional() }),
  z.strictObject({ minutes, within: timeWindow, elseAt: z.string() }),
  z.strictObject({ workingDays: z.int().min(1).max(1000) }),
  z.strictObject({ dailyBy: z.string() }),
  z.strictObject({
    stages: z
      .array(z.strictObject({ minutes, untilMinutes: minutes.optional() }))
      .min(1)
      .max(10),
    clock: clock.optional(),
  }),
  z.strictObject({ given: z.literal(true) }),
])
const words = z.array(z.string().max(40)).max(40).optional()

/** A service policy as people edit it (see `ServicePolicyDocument`). */
export const servicePolicyDocument = z
  .strictObject({
    rows: z
      .array(
        z.strictObject({
          kind: z.string().max(40),
          ticketKinds: words,
          tiers: words,
          channels: z.array(z.enum(CHANNEL_CLASSES)).optional(),
          phases: z.array(z.enum(PHASES)).optional(),
          holder: z.enum(['owner', 'liaison', 'lead', 'duty_manager', 'person']),
          owedTo: z.enum(OWED_TO),
          targets: z.partialRecord(severity, policyTarget.nullable()),
        }),
      )
      .max(500),
    alarm: z
      .array(
        z.strictObject({ severities: z.array(severity), ticketKinds: words, tiers: words, clock: z.enum(['elapsed', 'daily', 'working']) }),
      )
      .max(50),
    alarmHours: timeWindow,
    dayZero: z.enum(['next-working-day', 'arming-date']),
    modes: z.strictObject({ default: modeRow, kinds: z.record(z.string().max(40), modeRow) }),
  })
  .superRefine((policy, check) => {
    for (const { path, code, params } of policyProblems(policy)) {
      check.addIssue({ code: 'custom', message: code, path: pathOf(path), params })
    }
  })

export const deadlinePreviewIn = z.strictObject({
  calendar: z.union([z.uuid(), calendarDocument, z.null()]),
  target: z.union([
    z.strictObject({ minutes }),
    z.strictObject({ workingDays: z.int().min(1).max(1000), dayZero: z.enum(['next-working-day', 'arming-date']).optional() }),
  ]),
  armedAt: instantIn,
  pauses: z
    .array(z.strictObject({ from: instantIn, to: instantIn.nullish() }))
    .max(1000)
    .default([])
    .superRefine((pauses, check) => {
      pauses.forEach(({ from, to }, i) => {
        if (to && to < from) check.addIssue({ code: 'custom', message: 'ends-before-start', path: [i, 'to'] })
      })
    }),
})

export const deadlineStepOut = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  text: z.string(),
})
export const deadlinePreviewOut = z.strictObject({
  dueAt: instantOut.nullable(),
  /** At 75 % of the target. */
  warnAt: instantOut.nullable(),
  warnAts: z.array(instantOut),
  remainingMinutes: z.number().nullable(),
  steps: z.array(deadlineStepOut),
})

export const calendarIn = z.strictObject({ name: name(80), document: calendarDocument })
export const servicePolicyIn = z.strictObject({
  name: name(80),
  productLineId: z.uuid().nullable().default(null),
  document: servicePolicyDocument,
})

function pathOf(path: string): (string | number)[] {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
