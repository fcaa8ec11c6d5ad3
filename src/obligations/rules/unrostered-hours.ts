import { DAY, type Instant, instant } from '#kernel/instant'
import { type PauseSpan, unpaused } from './pauses.ts'
import { DEFAULT_SCOPE, type PolicyScope } from './policy-problems.ts'
import { alarmClock, type PolicyClock, type PolicyTarget, SEVERITIES, type ServicePolicyDocument, type Severity } from './service-policy.ts'
import { ELAPSED, type WorkingTime } from './working-time.ts'

/** A promise that nobody is there to keep. Hours are stretches within the horizon asked about. */
export type UnrosteredHours = {
  readonly clock: 'elapsed' | 'daily' | 'working'
  readonly severities: readonly Severity[]
  readonly hours: readonly { readonly from: Instant; readonly to: Instant }[]
}

/**
 * The promised hours in [from, to) that `covered` (when somebody is on duty: roster, or personal hours where it is empty)
 * leaves out, by clock. `clocks` are the line's working calendar and its alarm hours.
 */
export function unrosteredHours(
  policy: ServicePolicyDocument,
  covered: readonly { readonly from: Instant; readonly to: Instant }[],
  clocks: { readonly working: WorkingTime; readonly daily: WorkingTime },
  from: Instant,
  to: Instant = instant(from + 7 * DAY),
  scope: PolicyScope = DEFAULT_SCOPE,
): UnrosteredHours[] {
  const promised = promisedClocks(policy, scope)
  return [...promised].flatMap(([clock, severities]) => {
    const time = clock === 'elapsed' ? ELAPSED : clocks[clock]
    const hours = [...time.stretches(from, to)].flatMap((stretch) => [...gapsIn(stretch.from, stretch.to, covered)])
    return hours.length === 0 ? [] : [{ clock, severities: SEVERITIES.filter((severity) => severities.has(severity)), hours }]
  })
}

function* gapsIn(from: Instant, to: Instant, covered: readonly PauseSpan[]) {
  for (const gap of unpaused(from, to, covered)) yield { from: gap.from, to: gap.to ?? to }
}

function promisedClocks(policy: ServicePolicyDocument, scope: PolicyScope): Map<UnrosteredHours['clock'], Set<Severity>> {
  const promised = new Map<UnrosteredHours['clock'], Set<Severity>>()
  for (const row of policy.rows) {
    for (const severity of SEVERITIES) {
      const clock = clockOf(row.targets[severity])
      if (clock === null) continue
      for (const ticketKind of row.ticketKinds ?? scope.ticketKinds) {
        for (const tier of row.tiers ?? scope.tiers) {
          const meant = clock === 'alarm' ? alarmClock(policy, { severity, ticketKind, tier }) : clock
          promised.set(meant, (promised.get(meant) ?? new Set()).add(severity))
        }
      }
    }
  }
  return promised
}

function clockOf(target: PolicyTarget | null | undefined): PolicyClock | null {
  if (!target || 'given' in target || 'dailyBy' in target || 'within' in target) return null
  return 'workingDays' in target ? 'working' : (target.clock ?? 'alarm')
}
