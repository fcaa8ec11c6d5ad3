import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTicketAddress, ticketSignature } from './read-ticket-address.ts'
import { isSame } from './signature.ts'

test('an address is taken apart whatever its case, and nothing else is one', () => {
  expect(readTicketAddress('Support+T1024.ABCDEFGH27@Heyu.example')).toEqual({
    mailbox: 'support@heyu.example',
    number: 1024,
    signature: 'abcdefgh27',
  })
  for (const other of [
    'support@heyu.example',
    'support+t1024@heyu.example',
    'support+t1024.abc@heyu.example',
    'support+tx.abcdefghij@heyu.example',
  ])
    expect(readTicketAddress(other)).toBeNull()
})

test('a signature is the base32 of the MAC', () => {
  // RFC 4648: 'foobar' is MZXW6YTBOI.
  expect(ticketSignature(new TextEncoder().encode('foobar  '))).toBe('mzxw6ytboi')
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (a, b) => {
      const same = a.slice(0, 6).every((byte, n) => byte === b[n])
      if (same) return
      const [x, y] = [ticketSignature(a), ticketSignature(b)]
      expect(isSame(x, y)).toBe(x === y)
      expect(isSame(x, x)).toBe(true)
      expect(readTicketAddress(`s+t1.${x}@h.example`)?.signature).toBe(x)
    }),
  )
})
