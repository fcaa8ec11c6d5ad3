import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { minuteWindow, type TimeWindow } from './calendar.ts'
import { type ClockRef, type Clocks, dailyCalendar } from './clocks.ts'
import { ANSWERED_BY_DEFAULT, DEFAULT_SERVICE_POLICY } from './default-service-policy.ts'
import { formatDate, parseDate, parseTime } from './local-date.ts'
import type { HolderDuty, ObligationMode, ResolvedTarget } from './obligation.ts'
import {
  alarmClock,
  answerOf,
  modeOf,
  type OwedTo,
  type PolicyQuestion,
  type PolicyTarget,
  type ServicePolicyDocument,
} from './service-policy.ts'
import type { WorkingCalendar } from './working-time.ts'

/** `cadenceBeganAt`: since when the cadence of updates runs (intake, or the last worsening); default the arming. */
export type TargetQuestion = Omit<PolicyQuestion, 'phase'> & {
  readonly phase?: PolicyQuestion['phase']
  readonly armedAt: Instant
  readonly cadenceBeganAt?: Instant | undefined
  /** The date that the act brings, for kinds whose target is `given`. */
  readonly givenAt?: Instant | undefined
}

/** The line's working calendar, by id and the version to pin. */
export type LineCalendar = { readonly calendarId: string; readonly calendarVersion: number }

export type Owed = {
  readonly target: ResolvedTarget
  /** Null: held by a person as such. */
  readonly holderDuty: HolderDuty | null
  readonly owedTo: OwedTo
  readonly mode: ObligationMode
}

/**
 * What the policy makes of an obligation of this kind, armed at this instant; null = not owed. Live targets hold in
 * service hours only, outside them the written ones. Throws on a hole: a policy with one cannot be published.
 */
export function targetFor(policy: ServicePolicyDocument, asked: TargetQuestion, line: LineCalendar, clocks: Clocks): Owed | null {
  const calendar = clocks.calendar(line.calendarId, line.calendarVersion)
  const channelClass = asked.channelClass === 'live' && calendar.isWorking(asked.armedAt) ? 'live' : 'written'
  const question: PolicyQuestion = { ...asked, channelClass, phase: asked.phase ?? 'hurting' }
  const answer =
    answerOf(policy, question) ?? (ANSWERED_BY_DEFAULT.includes(asked.kind) ? answerOf(DEFAULT_SERVICE_POLICY, question) : null)
  if (answer === null)
    throw new RangeError(`policy has no answer: ${asked.kind} ${asked.ticketKind} ${asked.severity} ${asked.tier} ${channelClass}`)
  const { row, target } = answer
  if (target === null) return null
  return {
    target: { ...resolve(policy, target, asked, line, calendar), ...(row.kind === 'next_update' ? { cadence: true } : {}) },
    holderDuty: row.holder === 'person' ? null : row.holder,
    owedTo: row.owedTo,
    mode: modeOf(policy, asked.kind, calendar.localDate(asked.armedAt)),
  }
}

function resolve(
  policy: ServicePolicyDocument,
  target: PolicyTarget,
  asked: TargetQuestion,
  line: LineCalendar,
  calendar: WorkingCalendar,
): ResolvedTarget {
  // An act that brings its date is owed then, whatever the policy says of such acts.
  if (asked.givenAt !== undefined) return { at: asked.givenAt, ...line }
  if ('given' in target) throw new RangeError(`${asked.kind} needs its date`)
  if ('workingDays' in target)
    return { workingDays: target.workingDays, ...(policy.dayZero === 'arming-date' ? { dayZero: policy.dayZero } : {}), ...line }
  if ('dailyBy' in target) return { at: nextDayAt(calendar, asked.armedAt, target.dailyBy), ...line }
  if ('within' in target) return { at: dueWithin(calendar, asked.armedAt, target), ...line }
  const clock = target.clock === undefined || target.clock === 'alarm' ? alarmClock(policy, asked) : target.clock
  return { minutes: 'stages' in target ? stageMinutes(target.stages, asked) : target.minutes, ...clockRef(clock, policy.alarmHours, line) }
}

function clockRef(clock: 'elapsed' | 'daily' | 'working', alarmHours: TimeWindow, line: LineCalendar): ClockRef {
  if (clock === 'elapsed') return { calendarId: null, calendarVersion: null }
  return clock === 'daily' ? { ...line, daily: alarmHours } : line
}

/** The minutes of the stage that the cadence is in. */
function stageMinutes(stages: Extract<PolicyTarget, { stages: unknown }>['stages'], asked: TargetQuestion): number {
  const sinceMinutes = (asked.armedAt - (asked.cadenceBeganAt ?? asked.armedAt)) / MINUTE
  const stage = stages.find(({ untilMinutes }) => untilMinutes === undefined || sinceMinutes < untilMinutes) ?? stages.at(-1)
  if (!stage) throw new RangeError('a cadence without a stage')
  return stage.minutes
}

function nextDayAt(calendar: WorkingCalendar, at: Instant, time: string): Instant {
  return calendar.instantOf(formatDate((parseDate(calendar.localDate(at)) ?? 0) + 1), parseTime(time) ?? 0)
}

function dueWithin(calendar: WorkingCalendar, armedAt: Instant, target: Extract<PolicyTarget, { within: unknown }>): Instant {
  const due = addMs(armedAt, target.minutes * MINUTE)
  const minute = calendar.localMinute(due)
  const hours = minuteWindow(target.within)
  if (hours && ((hours.from <= minute && minute <= hours.to) || minute + 1440 <= hours.to)) return due
  const sameDay = calendar.instantOf(calendar.localDate(due), parseTime(target.elseAt) ?? 0)
  return sameDay >= due ? sameDay : nextDayAt(calendar, due, target.elseAt)
}

/** The calendar document that `daily` counts on, for previews of a policy. */
export function alarmCalendar(policy: ServicePolicyDocument, timeZone: string) {
  return dailyCalendar(timeZone, policy.alarmHours)
}
