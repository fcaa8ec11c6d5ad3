import fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparePositions, formatPosition, LOG_START, parsePosition } from './log-position.ts'

const positions = fc.record({ tx: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String), seq: fc.integer({ min: 0, max: 2 ** 50 }) })

it('a position survives being a cursor', () => {
  fc.assert(
    fc.property(positions, (position) => {
      expect(parsePosition(formatPosition(position))).toEqual(position)
    }),
  )
})

it('positions are ordered as the log is: by transaction, then by number', () => {
  const inOrder = [LOG_START, { tx: '9', seq: 500 }, { tx: '10', seq: 2 }, { tx: '10', seq: 11 }, { tx: '18446744073709551615', seq: 1 }]
  for (const [i, a] of inOrder.entries())
    for (const [j, b] of inOrder.entries()) expect(Math.sign(comparePositions(a, b))).toBe(Math.sign(i - j))
})

it.each(['', '-', '1', '1-', '-1', '1-2-3', '01-2', '1-02', 'a-1', '1-a', ' 1-2', '18446744073709551616-1', '1-9999999999999999'])(
  'refuses what no cursor of ours looks like: %j',
  (text) => expect(parsePosition(text)).toBeNull(),
)
