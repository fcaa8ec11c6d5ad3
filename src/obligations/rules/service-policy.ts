import type { TimeWindow } from './calendar.ts'
import type { DayZero } from './deadline.ts'
import type { HolderDuty, ObligationMode } from './obligation.ts'

/**
 * SLA 策略: which obligations arise, who holds them, until when, on which calendar. Data that people edit; every version is
 * kept, and what began under one stays under it. The words of tickets (kinds, tiers) are plain keys here.
 */
export type ServicePolicyDocument = {
  /** The first row that matches and names the severity answers. */
  readonly rows: readonly PolicyRow[]
  /** Which clock `alarm` means. The first that matches answers. */
  readonly alarm: readonly AlarmRow[]
  /** The hours of `daily`, every day, in the zone of the line's working calendar. */
  readonly alarmHours: TimeWindow
  readonly dayZero: DayZero
  readonly modes: { readonly default: ModeRow; readonly kinds: Readonly<Record<string, ModeRow>> }
}

export type PolicyRow = {
  readonly kind: string
  /** Empty or absent = any. */
  readonly ticketKinds?: readonly string[] | undefined
  readonly tiers?: readonly string[] | undefined
  readonly channels?: readonly ChannelClass[] | undefined
  readonly phases?: readonly Phase[] | undefined
  readonly holder: HolderDuty | 'person'
  readonly owedTo: OwedTo
  /** Null: not owed. A severity left out is answered by a later row, or is a gap. */
  readonly targets: Readonly<Partial<Record<Severity, PolicyTarget | null>>>
}

export type PolicyTarget =
  /** Counted minutes; without a clock, of the alarm calendar. */
  | { readonly minutes: number; readonly clock?: PolicyClock | undefined }
  /** Counted minutes, unless that instant lies outside `within` (local hours): then the next `elseAt`. */
  | { readonly minutes: number; readonly within: TimeWindow; readonly elseAt: string }
  | { readonly workingDays: number }
  /** A wall time on the day after the day of arming. */
  | { readonly dailyBy: string }
  /** A cadence that slackens: each stage lasts until so many minutes since it began; the last has no end. */
  | {
      readonly stages: readonly { readonly minutes: number; readonly untilMinutes?: number | undefined }[]
      readonly clock?: PolicyClock | undefined
    }
  /** The act that arms it brings its date. */
  | { readonly given: true }

export type PolicyClock = 'elapsed' | 'alarm' | 'working'
export type AlarmRow = {
  readonly severities: readonly Severity[]
  readonly ticketKinds?: readonly string[] | undefined
  readonly tiers?: readonly string[] | undefined
  readonly clock: 'elapsed' | 'daily' | 'working'
}
/** `next`: the mode from that date on (staged adoption). */
export type ModeRow = { readonly mode: ObligationMode; readonly next?: { readonly mode: ObligationMode; readonly on: string } | undefined }

export const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const
export type Severity = (typeof SEVERITIES)[number]
export const CHANNEL_CLASSES = ['live', 'written'] as const
export type ChannelClass = (typeof CHANNEL_CLASSES)[number]
/** Before and after the customer can work again (restored, or worked around). */
export const PHASES = ['hurting', 'restored'] as const
export type Phase = (typeof PHASES)[number]
export const OWED_TO = ['customer', 'owner', 'line', 'colleague', 'workspace'] as const
export type OwedTo = (typeof OWED_TO)[number]

/** Where a policy is asked. */
export type PolicyQuestion = {
  readonly kind: string
  readonly ticketKind: string
  readonly severity: Severity
  readonly tier: string
  readonly channelClass: ChannelClass
  readonly phase: Phase
}

/** The row that answers and its target; `target` null = not owed; null = the policy has a hole here. */
export function answerOf(policy: ServicePolicyDocument, question: PolicyQuestion): { row: PolicyRow; target: PolicyTarget | null } | null {
  for (const row of policy.rows) {
    const target = row.targets[question.severity]
    if (target !== undefined && row.kind === question.kind && matches(row, question)) return { row, target }
  }
  return null
}

export function alarmClock(
  policy: ServicePolicyDocument,
  question: Pick<PolicyQuestion, 'severity' | 'ticketKind' | 'tier'>,
): AlarmRow['clock'] {
  const row = policy.alarm.find((alarm) => {
    return (
      alarm.severities.includes(question.severity) &&
      includes(alarm.ticketKinds, question.ticketKind) &&
      includes(alarm.tiers, question.tier)
    )
  })
  return row?.clock ?? 'elapsed'
}

/** The mode of a kind on a date (`2026-12-01`): ISO dates compare as text. */
export function modeOf(policy: ServicePolicyDocument, kind: string, onDate: string): ObligationMode {
  const row = policy.modes.kinds[kind] ?? policy.modes.default
  return row.next && row.next.on <= onDate ? row.next.mode : row.mode
}

function matches(row: PolicyRow, question: PolicyQuestion): boolean {
  return (
    includes(row.ticketKinds, question.ticketKind) &&
    includes(row.tiers, question.tier) &&
    includes(row.channels, question.channelClass) &&
    includes(row.phases, question.phase)
  )
}

function includes(list: readonly string[] | undefined, value: string): boolean {
  return list === undefined || list.length === 0 || list.includes(value)
}
