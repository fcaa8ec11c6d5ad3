import { z } from 'zod'
import { type PolicyProblem, policyProblems } from '../rules/policy-problems.ts'
import { CHANNEL_CLASSES, OWED_TO, PHASES, SEVERITIES } from '../rules/service-policy.ts'
import { pathOf, timeWindow } from './calendar-document.ts'

/** A policy without a table has thousands of holes: these are enough to begin with. */
const MOST_PROBLEMS = 200

/** Two years, elapsed or of working days: what is owed later than that is no obligation. */
export const targetMinutes = z.int().min(1).max(1_054_080)
export const targetWorkingDays = z.int().min(1).max(520)
const clock = z.enum(['elapsed', 'alarm', 'working'])
const mode = z.enum(['observe', 'warn', 'enforce'])
const modeRow = z.strictObject({ mode, next: z.strictObject({ mode, on: z.string() }).optional() })
const words = z.array(z.string().max(40)).max(40).optional()

const policyTarget = z.union([
  z.strictObject({ minutes: targetMinutes, clock: clock.optional() }),
  z.strictObject({ minutes: targetMinutes, within: timeWindow, elseAt: z.string() }),
  z.strictObject({ workingDays: targetWorkingDays }),
  z.strictObject({ dailyBy: z.string() }),
  z.strictObject({
    stages: z
      .array(z.strictObject({ minutes: targetMinutes, untilMinutes: targetMinutes.optional() }))
      .min(1)
      .max(10),
    clock: clock.optional(),
  }),
  z.strictObject({ given: z.literal(true) }),
])

const row = z.strictObject({
  kind: z.string().max(40),
  ticketKinds: words,
  tiers: words,
  channels: z.array(z.enum(CHANNEL_CLASSES)).optional(),
  phases: z.array(z.enum(PHASES)).optional(),
  holder: z.enum(['owner', 'liaison', 'lead', 'duty_manager', 'person']),
  owedTo: z.enum(OWED_TO),
  targets: z.partialRecord(z.enum(SEVERITIES), policyTarget.nullable()),
})

const alarmRow = z.strictObject({
  severities: z.array(z.enum(SEVERITIES)),
  ticketKinds: words,
  tiers: words,
  clock: z.enum(['elapsed', 'daily', 'working']),
})

/** A service policy as people edit it (see `ServicePolicyDocument`). A hole is refused by name. */
export const servicePolicyDocument = z
  .strictObject({
    rows: z.array(row).max(500),
    alarm: z.array(alarmRow).max(50),
    alarmHours: timeWindow,
    dayZero: z.enum(['next-working-day', 'arming-date']),
    modes: z.strictObject({ default: modeRow, kinds: z.record(z.string().max(40), modeRow) }),
  })
  .superRefine((policy, check) => {
    for (const problem of policyProblems(policy).slice(0, MOST_PROBLEMS))
      check.addIssue({ code: 'custom', message: problem.code, path: problemPath(problem), params: problem.params })
  })

/** A hole has no place of its own: it is named by what has no answer. */
function problemPath(problem: PolicyProblem): (string | number)[] {
  if (problem.code !== 'policy-gap') return pathOf(problem.path)
  const { kind, ticketKind, severity, tier, channel, phase } = problem.params
  return ['rows', `${kind} ${ticketKind} ${severity} ${tier} ${channel} ${phase}`]
}
