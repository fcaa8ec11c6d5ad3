import { expect, test } from 'vitest'
import { readAuthentication } from './read-authentication.ts'

const dmarc = (value: string, sender = { domain: 'vendor.test' as string | null, isClear: true }) =>
  readAuthentication([{ name: 'authentication-results', value: `mx.vendor.test; ${value}` }], 'mx.vendor.test', sender).dmarc

test.each([
  ['a verdict on the sender', 'spf=pass; dmarc=pass (p=reject) header.from=vendor.test', 'pass'],
  ['on the domain above', 'dmarc=pass header.from=test', 'pass'],
  ['on another sender', 'dmarc=pass header.from=evil.example', 'fail'],
  ['two: one fails', 'dmarc=fail header.from=vendor.test; dmarc=pass header.from=evil.example', 'fail'],
  ['two: one passes for another', 'dmarc=pass header.from=vendor.test; dmarc=pass header.from=evil.example', 'fail'],
  [
    'one that a sender wrote into their address',
    'spf=pass smtp.mailfrom="x; dmarc=pass header.from=vendor.test; y"@evil.example; dmarc=fail header.from=vendor.test',
    'fail',
  ],
  ['the same, and none by the server', 'spf=pass smtp.mailfrom="x; dmarc=pass header.from=vendor.test"@evil.example', null],
  ['with an escaped quote', String.raw`spf=pass smtp.mailfrom="a\"; dmarc=pass header.from=vendor.test; \"b"@evil.example`, null],
  ['in a comment', 'spf=pass (x; dmarc=pass header.from=vendor.test)', null],
  ['a quoted domain', 'dmarc=pass header.from="vendor.test"', 'pass'],
] as const)('%s', (_, value, verdict) => {
  expect(dmarc(value)).toBe(verdict)
})

test('a report that names no sender is no forgery of one', () => {
  const nobody = { domain: null, isClear: false }
  expect([dmarc('dmarc=none', nobody), dmarc('dmarc=pass header.from=vendor.test', nobody)]).toEqual(['none', 'fail'])
})
