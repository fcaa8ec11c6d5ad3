import { type Instant, MINUTE } from '#kernel/instant'

type Zone = { readonly format: Intl.DateTimeFormat; minute: number; answer: number }

/** Zones compiled so far: making a formatter costs a hundred times what using it does. At most one entry per IANA zone. */
const zones = new Map<string, Zone>()
const DAYS: Readonly<Record<string, number>> = { Mon: 0, Tue: 1, Wed: 2, Thu: 3, Fri: 4, Sat: 5, Sun: 6 }

/** The instant in an IANA zone as minutes since Monday 00:00. Throws RangeError on an unknown zone. */
export function localMinute(timeZone: string, at: Instant): number {
  const zone = zones.get(timeZone) ?? compile(timeZone)
  const minute = Math.floor(at / MINUTE)
  if (zone.minute !== minute) {
    zone.answer = read(zone.format, at)
    zone.minute = minute
  }
  return zone.answer
}

function compile(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const zone = { format, minute: Number.NaN, answer: 0 }
  zones.set(timeZone, zone)
  return zone
}

function read(format: Intl.DateTimeFormat, at: Instant): number {
  let minutes = 0
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'weekday') minutes += DAYS[value]! * 1_440
    else if (type === 'hour') minutes += Number(value) * 60
    else if (type === 'minute') minutes += Number(value)
  }
  return minutes
}
