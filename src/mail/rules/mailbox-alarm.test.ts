import { expect, test } from 'vitest'
import { addMs, HOUR, MINUTE, parseInstant } from '#kernel/instant'
import { mailboxAlarm, type Watched } from './mailbox-alarm.ts'

const now = parseInstant('2026-11-24T10:00:00Z')
const ago = (ms: number) => addMs(now, -ms)
const well: Watched = {
  isFailing: false,
  needsSignIn: false,
  healthSince: ago(HOUR),
  lastMailAt: ago(HOUR),
  quietAlarmHours: 4,
  alarmedAt: null,
}

test.each([
  ['a mailbox that is well is no alarm', {}, null],
  ['unreachable for nine minutes: not yet', { isFailing: true, healthSince: ago(9 * MINUTE) }, null],
  ['unreachable for ten', { isFailing: true, healthSince: ago(10 * MINUTE) }, 'failing'],
  [
    'shut out by its provider for ten: a person must sign in',
    { isFailing: true, needsSignIn: true, healthSince: ago(10 * MINUTE) },
    'consent-over',
  ],
  ['shut out while somebody may be signing in: not yet', { isFailing: true, needsSignIn: true, healthSince: ago(9 * MINUTE) }, null],
  ['said once', { isFailing: true, healthSince: ago(10 * MINUTE), alarmedAt: ago(MINUTE) }, null],
  ['and again when it came back and failed again', { isFailing: true, healthSince: ago(10 * MINUTE), alarmedAt: ago(HOUR) }, 'failing'],
  ['silent for as long as it never is', { lastMailAt: ago(4 * HOUR) }, 'silent'],
  ['silent, and nobody asked to hear of it', { lastMailAt: ago(400 * HOUR), quietAlarmHours: null }, null],
  ['silent was said once', { lastMailAt: ago(4 * HOUR), alarmedAt: ago(MINUTE) }, null],
] satisfies [string, Partial<Watched>, string | null][])('%s', (_, part, alarm) => {
  expect(mailboxAlarm({ ...well, ...part }, now)).toBe(alarm)
})
