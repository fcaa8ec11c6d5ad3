import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasSmuggledEnd } from './smuggled-end.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a lone dot', () => {
  test.each([
    ['a\r\n.\r\nb', false],
    ['.\r\nb', false],
    ['a\r\n.', false],
    ['a.\nb', false],
    ['a\n.b', false],
    ['a\nb\rc', false],
    ['', false],
    ['a\n.\nb', true],
    ['a\r\n.\nb', true],
    ['a\n.\r\nb', true],
    ['a\r.\rb', true],
    ['a\r\n.\rb', true],
    ['\n.\r\n', true],
  ])('%j: %s', (text, expected) => {
    expect(hasSmuggledEnd(bytes(text))).toBe(expected)
  })

  test('law: what has only whole line ends is never suspected', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '..', 'x', '', '. ', '.x')), (lines) => {
        expect(hasSmuggledEnd(bytes(lines.join('\r\n')))).toBe(false)
      }),
    )
  })
})
