import { expect, test } from 'vitest'
import { ownMark } from './own-mark.ts'

test('each key has a mark of its own, which fits a header', () => {
  const key = (n: number) => (text: string) => Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + n + text.length) % 256)
  expect(ownMark(key(1))).toMatch(/^[a-z2-7]{16}$/)
  expect(ownMark(key(1))).not.toBe(ownMark(key(2)))
})
