import type { TFunction } from 'i18next'
import { DAY, HOUR, MINUTE, SECOND } from '#kernel/instant'

/** Durations and instants in the reader's words. All take epoch milliseconds. */

/** `2 天 4 小时`, `12 分`, `42 秒`: at most two units, never negative. */
export function spanText(ms: number, t: TFunction): string {
  const left = Math.max(0, Math.abs(ms))
  if (left >= DAY) return two(t, 'days', Math.floor(left / DAY), 'hours', Math.floor((left % DAY) / HOUR))
  if (left >= HOUR) return two(t, 'hours', Math.floor(left / HOUR), 'minutes', Math.floor((left % HOUR) / MINUTE))
  if (left >= MINUTE) return t('ui:span.minutes', { count: Math.floor(left / MINUTE) })
  return t('ui:span.seconds', { count: Math.floor(left / SECOND) })
}

function two(t: TFunction, big: string, bigs: number, small: string, smalls: number): string {
  const first = t(`ui:span.${big}`, { count: bigs })
  return smalls === 0 ? first : t('ui:span.both', { big: first, small: t(`ui:span.${small}After`, { count: smalls }) })
}

/** `3 分钟前`, `2 小时后`. */
export function relativeText(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const ms = at - now
  const size = Math.abs(ms)
  if (size < MINUTE) return format.format(0, 'minute')
  if (size < HOUR) return format.format(Math.trunc(ms / MINUTE), 'minute')
  if (size < DAY) return format.format(Math.trunc(ms / HOUR), 'hour')
  return format.format(Math.trunc(ms / DAY), 'day')
}

/** The whole instant in the reader's zone, for hover and focus. */
export function absoluteText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
}

/** Short: the time today, the day otherwise (`周五 18:00`, `11月30日 09:00`). */
export function shortText(at: number, now: number, locale: string): string {
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false }
  if (sameDay(at, now)) return new Intl.DateTimeFormat(locale, time).format(at)
  if (Math.abs(at - now) < 6 * DAY) return new Intl.DateTimeFormat(locale, { weekday: 'short', ...time }).format(at)
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...time }).format(at)
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** `2026-11-21T18:00` in the reader's zone, as a date-time field wants it; and back. */
export function toFieldValue(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16)
}

export function fromFieldValue(value: string): number | null {
  const at = new Date(value).getTime()
  return Number.isNaN(at) ? null : at
}
