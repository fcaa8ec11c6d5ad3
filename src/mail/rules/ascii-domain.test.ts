import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asciiDomain } from './ascii-domain.ts'

test.each([
  '集结.example',
  'bücher.example',
  '例子.中国',
  'v\u0435ndor.test',
  'straße.example',
  'ｖendor.test',
  'a。b.example',
  'مثال.إختبار',
  'MÜNCHEN.example',
  '😀.example',
  'plain.example',
])('%s is written as DNS writes it', (domain) => {
  expect(asciiDomain(domain)).toBe(domainToASCII(domain))
  // Again changes nothing.
  expect(asciiDomain(asciiDomain(domain)!)).toBe(asciiDomain(domain))
})

test('whatever letters, it agrees with what programs of the web do', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcxyz019集结工单邮箱үкраїнаöüéñ한국어日本'), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(letters, (label) => {
      const theirs = domainToASCII(`${label}.example`)
      if (theirs !== '') expect(asciiDomain(`${label}.example`)).toBe(theirs)
    }),
    { numRuns: 500 },
  )
})

test('a label that DNS has no room for makes no domain', () => {
  expect(asciiDomain(`${'a'.repeat(64)}.example`)).toBeNull()
  expect(asciiDomain(`${'a'.repeat(63)}.example`)).not.toBeNull()
})
