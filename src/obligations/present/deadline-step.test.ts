import { expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant'
import type { DeadlineStep } from '../rules/deadline-steps.ts'
import { presentStep } from './deadline-step.ts'

const from = parseInstant('2026-11-20T01:00:00Z')
const to = parseInstant('2026-11-20T04:00:00Z')
const STEPS: DeadlineStep[] = [
  { code: 'armed', at: from },
  { code: 'day-zero', date: '2026-11-20' },
  { code: 'target-day', date: '2026-11-23', workingDays: 1, endAt: to },
  { code: 'budget', minutes: 240 },
  { code: 'not-working', from, to },
  { code: 'counted', from, to, minutes: 180, leftMinutes: 60.5 },
  { code: 'paused', from, to: null },
  { code: 'and-so-on', to, windows: 7, minutes: 100, leftMinutes: 0 },
  { code: 'end-of-day', date: '2026-11-20', at: to },
  { code: 'given-date', at: to },
  { code: 'remaining', minutes: 12 },
  { code: 'warn', at: to },
  { code: 'due', at: to },
]

it.each(STEPS)('$code is said whole in both languages', (step) => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const { text, params } = presentStep(step, { locale, timeZone: 'Asia/Shanghai' })
    expect(text).not.toMatch(/[{}]|undefined|null|NaN/)
    expect(Object.keys(params)).toEqual(Object.keys(step).filter((key) => key !== 'code'))
  }
})

it('tells wall time of the calendar, and instants in params', () => {
  const { text, params } = presentStep(STEPS[5]!, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' })
  expect(text).toMatch(/09:00 至 .*12:00 计 180 分钟，还剩 60\.5 分钟/)
  expect(params).toEqual({ from: '2026-11-20T01:00:00.000Z', to: '2026-11-20T04:00:00.000Z', minutes: 180, leftMinutes: 60.5 })
})
