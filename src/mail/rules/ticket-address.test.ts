import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base32 } from './base32.ts'
import { readTicketAddress, ticketAddress } from './ticket-address.ts'

const hmac = (text: string) => createHmac('sha256', 'a key').update(text).digest()
const other = (text: string) => createHmac('sha256', 'another key').update(text).digest()

it.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foobar', 'mzxw6ytboi'],
])('%j in base 32 is %j, as RFC 4648 has it', (text, expected) => {
  expect(base32(new TextEncoder().encode(text))).toBe(expected)
})

it('an address of a ticket is read back, whatever a server did to its case', () => {
  const address = ticketAddress('support@vendor.example', 1024, hmac)
  expect(address).toMatch(/^support\+t1024\.[a-z2-7]{10}@vendor\.example$/)
  expect(readTicketAddress(address.toUpperCase(), hmac)).toEqual({ mailbox: 'support@vendor.example', number: 1024 })
})

it('of another ticket, another mailbox or signed by another key it is nobody’s', () => {
  const address = ticketAddress('support@vendor.example', 1024, hmac)
  expect(readTicketAddress(address.replace('t1024', 't1025'), hmac)).toBeNull()
  expect(readTicketAddress(address.replace('support+', 'sales+'), hmac)).toBeNull()
  expect(readTicketAddress(ticketAddress('support@vendor.example', 1024, other), hmac)).toBeNull()
  expect(readTicketAddress('support@vendor.example', hmac)).toBeNull()
})

it('whatever the address: never a throw, and only what we signed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readTicketAddress(text, hmac)).toBeNull()
    }),
  )
})
