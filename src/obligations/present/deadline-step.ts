import type { Locale } from '#kernel/actor'
import { formatInstant, type Instant } from '#kernel/instant'
import type { DeadlineStep } from '../rules/deadline-steps.ts'

type Reader = { readonly locale: Locale; readonly timeZone: string }
type Step = { code: string; params: Record<string, string | number | null>; text: string }
type Sentence = { readonly zh: string; readonly en: string }

const SENTENCES: Readonly<Record<DeadlineStep['code'], Sentence>> = {
  armed: { zh: '{at} 开始计时', en: 'The clock starts at {at}' },
  'day-zero': { zh: '{date} 是第 0 个工作日', en: '{date} is working day 0' },
  'target-day': {
    zh: '第 {workingDays} 个工作日是 {date}，最后一段工作时间结束于 {endAt}',
    en: 'Working day {workingDays} is {date}; its last window ends at {endAt}',
  },
  budget: { zh: '一共要计 {minutes} 分钟', en: '{minutes} minutes are to be counted' },
  'not-working': { zh: '{from} 至 {to} 不是工作时间，不计', en: '{from} to {to} is not working time and does not count' },
  counted: {
    zh: '{from} 至 {to} 计 {minutes} 分钟，还剩 {leftMinutes} 分钟',
    en: '{from} to {to} counts {minutes} minutes; {leftMinutes} left',
  },
  paused: { zh: '{from} 至 {to} 暂停，不计', en: '{from} to {to} is paused and does not count' },
  'and-so-on': {
    zh: '此后直到 {to}，又有 {windows} 段工作时间，计 {minutes} 分钟，还剩 {leftMinutes} 分钟',
    en: 'From there to {to}, {windows} more windows count {minutes} minutes; {leftMinutes} left',
  },
  'end-of-day': { zh: '到期时间取 {date} 最后一段工作时间的结束：{at}', en: 'Due as the last window of {date} ends: {at}' },
  'given-date': { zh: '到期时间是约定好的：{at}', en: 'The due time was given: {at}' },
  remaining: { zh: '暂停期间没有到期时间，还剩 {minutes} 分钟', en: 'While it is paused there is no due time; {minutes} minutes are left' },
  warn: { zh: '{at} 预警', en: 'Warning at {at}' },
  due: { zh: '{at} 到期', en: 'Due at {at}' },
}
const STILL_OPEN: Sentence = { zh: '尚未结束', en: 'still open' }

/** A step in words, with instants as RFC 3339 in `params` and as the calendar's wall time in `text`. */
export function presentStep({ code, ...facts }: DeadlineStep, reader: Reader): Step {
  const sentence = reader.locale === 'en' ? SENTENCES[code].en : SENTENCES[code].zh
  const params: Step['params'] = {}
  const words: Record<string, string> = {}
  for (const [name, value] of Object.entries(facts) as [string, string | number | null][]) {
    const isInstant = /^(at|from|to|endAt)$/.test(name) && typeof value === 'number'
    params[name] = isInstant ? formatInstant(value as Instant) : value
    words[name] = isInstant ? wall(value as Instant, reader) : spoken(value, reader)
  }
  return { code, params, text: sentence.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '') }
}

function wall(at: Instant, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

function spoken(value: string | number | null, { locale }: Reader): string {
  if (value === null) return locale === 'en' ? STILL_OPEN.en : STILL_OPEN.zh
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value
}
