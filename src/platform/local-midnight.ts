import { type Instant, instant } from '#kernel/instant'

const formats = new Map<string, Intl.DateTimeFormat>()

const MINUTE = 60_000
/** Of each zone the last minute asked about and its answer: lists ask with every request, and a formatter takes its time. */
const answers = new Map<string, { readonly minute: number; readonly midnight: Instant }>()

/** The instant at which the local day of `at` began in a zone. Where midnight is skipped: the first instant of the day. */
export function localMidnight(at: Instant, timeZone: string): Instant {
  const minute = Math.floor(at / MINUTE)
  const known = answers.get(timeZone)
  if (known?.minute === minute) return known.midnight
  const midnight = midnightBefore(at, timeZone)
  answers.set(timeZone, { minute, midnight })
  return midnight
}

function midnightBefore(at: Instant, timeZone: string): Instant {
  const wall = wallClock(at, timeZone)
  const guess = instant(at - (((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 + (at % 1000)))
  const drift = wallClock(guess, timeZone)
  // The offset changed since midnight: correct by what the wall shows there.
  const minutes = drift.hour * 60 + drift.minute
  if (minutes === 0) return guess
  return instant(guess + (minutes > 720 ? (1440 - minutes) * 60_000 : -minutes * 60_000))
}

function wallClock(at: Instant, timeZone: string): { hour: number; minute: number; second: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  const [hour = '0', minute = '0', second = '0'] = format.format(at).split(':')
  return { hour: Number(hour), minute: Number(minute), second: Number(second) }
}
