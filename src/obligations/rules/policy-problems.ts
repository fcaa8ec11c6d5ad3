import { minuteWindow } from './calendar.ts'
import { ANSWERED_BY_DEFAULT, OBLIGATION_KINDS } from './default-service-policy.ts'
import { parseDate, parseTime } from './local-date.ts'
import { answerOf, CHANNEL_CLASSES, PHASES, type PolicyTarget, SEVERITIES, type ServicePolicyDocument } from './service-policy.ts'

/** The words a policy must have an answer for; they belong to tickets and accounts. */
export type PolicyScope = { readonly ticketKinds: readonly string[]; readonly tiers: readonly string[] }
export const DEFAULT_SCOPE: PolicyScope = {
  ticketKinds: ['question', 'defect', 'outage', 'request', 'service', 'advisory', 'complaint'],
  tiers: ['standard', 'priority', 'strategic'],
}

export type PolicyProblem =
  | {
      readonly code: 'policy-gap'
      readonly path: 'rows'
      readonly params: Readonly<Record<'kind' | 'ticketKind' | 'severity' | 'tier' | 'channel' | 'phase', string>>
    }
  | {
      readonly code: 'unknown-word' | 'not-a-time' | 'not-a-date' | 'not-a-cadence'
      readonly path: string
      readonly params: Readonly<Record<string, string>>
    }

/** What keeps a policy from being published: every hole by name, and every word that means nothing. */
export function policyProblems(policy: ServicePolicyDocument, scope: PolicyScope = DEFAULT_SCOPE): PolicyProblem[] {
  return [...wordProblems(policy, scope), ...gaps(policy, scope)]
}

function gaps(policy: ServicePolicyDocument, scope: PolicyScope): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  for (const kind of OBLIGATION_KINDS) {
    if (ANSWERED_BY_DEFAULT.includes(kind)) continue
    for (const ticketKind of scope.ticketKinds) {
      for (const severity of SEVERITIES) {
        for (const tier of scope.tiers) {
          for (const channelClass of CHANNEL_CLASSES) {
            for (const phase of PHASES) {
              if (answerOf(policy, { kind, ticketKind, severity, tier, channelClass, phase }) !== null) continue
              problems.push({
                code: 'policy-gap',
                path: 'rows',
                params: { kind, ticketKind, severity, tier, channel: channelClass, phase },
              })
            }
          }
        }
      }
    }
  }
  return problems
}

function wordProblems(policy: ServicePolicyDocument, scope: PolicyScope): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const known = (path: string, value: string, words: readonly string[]) => {
    if (!words.includes(value)) problems.push({ code: 'unknown-word', path, params: { value } })
  }
  const allKnown = (path: string, values: readonly string[] | undefined, words: readonly string[]) => {
    for (const [i, value] of (values ?? []).entries()) known(`${path}.${i}`, value, words)
  }
  if (minuteWindow(policy.alarmHours) === null)
    problems.push({ code: 'not-a-time', path: 'alarmHours', params: { value: policy.alarmHours.join('–') } })
  policy.rows.forEach((row, i) => {
    known(`rows.${i}.kind`, row.kind, OBLIGATION_KINDS)
    allKnown(`rows.${i}.ticketKinds`, row.ticketKinds, scope.ticketKinds)
    allKnown(`rows.${i}.tiers`, row.tiers, scope.tiers)
    for (const severity of SEVERITIES) problems.push(...targetProblems(`rows.${i}.targets.${severity}`, row.targets[severity]))
  })
  policy.alarm.forEach((row, i) => {
    allKnown(`alarm.${i}.ticketKinds`, row.ticketKinds, scope.ticketKinds)
    allKnown(`alarm.${i}.tiers`, row.tiers, scope.tiers)
  })
  for (const [kind, { next }] of [...Object.entries(policy.modes.kinds), ['default', policy.modes.default] as const]) {
    if (kind !== 'default') known(`modes.kinds.${kind}`, kind, OBLIGATION_KINDS)
    if (next && parseDate(next.on) === null)
      problems.push({ code: 'not-a-date', path: `modes.${kind}.next.on`, params: { value: next.on } })
  }
  return problems
}

function targetProblems(path: string, target: PolicyTarget | null | undefined): PolicyProblem[] {
  if (!target) return []
  const times = 'dailyBy' in target ? [target.dailyBy] : 'within' in target ? [target.elseAt] : []
  const bad = times.filter((time) => parseTime(time) === null || time === '24:00')
  const problems: PolicyProblem[] = bad.map((value) => ({ code: 'not-a-time', path, params: { value } }))
  if ('within' in target && minuteWindow(target.within) === null)
    problems.push({ code: 'not-a-time', path, params: { value: target.within.join('–') } })
  if ('stages' in target) {
    const ends = target.stages.map((stage) => stage.untilMinutes ?? Number.POSITIVE_INFINITY)
    if (ends.at(-1) !== Number.POSITIVE_INFINITY || ends.some((end, i) => i > 0 && end <= ends[i - 1]!))
      problems.push({ code: 'not-a-cadence', path, params: {} })
  }
  return problems
}
