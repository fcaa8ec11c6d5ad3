import { expect, it } from 'vitest'
import { addMs, HOUR, instant, MINUTE } from '#kernel/instant'
import { mayAnswer, underCap } from './send-cap.ts'

const NOW = instant(1_800_000_000_000)
const ago = (minutes: number) => addMs(NOW, -minutes * MINUTE)

it('two automatic answers to an address within the hour, and no third', () => {
  expect(mayAnswer([], NOW)).toBe(true)
  expect(mayAnswer([ago(1)], NOW)).toBe(true)
  expect(mayAnswer([ago(59), ago(1)], NOW)).toBe(false)
  expect(mayAnswer([ago(60), ago(1)], NOW)).toBe(true)
})

it('of more than thirty mails an hour a person’s words wait, and what is automatic is left out', () => {
  const full = { count: 30, firstAt: ago(50) }
  expect(underCap('message', { count: 29, firstAt: ago(50) }, NOW)).toEqual({ kind: 'send' })
  expect(underCap('message', full, NOW)).toEqual({ kind: 'wait', until: addMs(ago(50), HOUR) })
  expect(underCap('resolution', full, NOW)).toMatchObject({ kind: 'wait' })
  expect(underCap('notice', full, NOW)).toEqual({ kind: 'leave-out' })
  expect(underCap('acknowledgement', full, NOW)).toEqual({ kind: 'leave-out' })
})
