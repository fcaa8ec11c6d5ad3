import { describe, expect, test } from 'vitest'
import { addressRanges } from './address-ranges.ts'

describe('ranges of addresses', () => {
  const isIn = addressRanges(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'])
  test.each([
    ['10.255.0.1', true],
    ['11.0.0.1', false],
    ['192.0.2.7', true],
    ['192.0.2.8', false],
    ['::ffff:10.1.2.3', true],
    ['::ffff:11.1.2.3', false],
    ['2001:db8:1::5', true],
    ['2001:db9::5', false],
    ['somewhere', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isIn(address)).toBe(expected)
  })

  test('none hold everybody', () => {
    expect(addressRanges([])('203.0.113.9')).toBe(true)
  })

  test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0/8', 'localhost', '2001:db8::/129', '10.0.0.0/-1', ''])(
    '%j is none',
    (range) => {
      expect(() => addressRanges([range])).toThrow(TypeError)
    },
  )
})
