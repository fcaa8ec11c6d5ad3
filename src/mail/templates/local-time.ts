import type { Locale } from '#kernel/actor'
import type { Instant } from '#kernel/instant'

/** An instant as people there read it, with the name of their zone: `2026年11月28日 星期六 16:00（中国标准时间）`. */
export function localTime(at: Instant, locale: Locale, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }
  const text = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23', timeZone }).format(at)
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  const name = zone?.value ?? timeZone
  return locale === 'en' ? `${text} (${name})` : `${text}（${name}）`
}
