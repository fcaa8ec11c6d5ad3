import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { readTicketAddress, ticketAddressText, ticketSignature } from './read-ticket-address.ts'
import { ticketAddress } from './ticket-address.ts'

const hmac = (text: string) => createHmac('sha256', 'a key').update(text).digest()

it('an address of a ticket is read back, whatever a server did to its case', () => {
  const address = ticketAddress('support@vendor.example', 1024, hmac)
  expect(address).toMatch(/^support\+t1024\.[a-z2-7]{10}@vendor\.example$/)
  expect(readTicketAddress(address.toUpperCase())).toEqual({
    mailbox: 'support@vendor.example',
    number: 1024,
    signature: ticketSignature(hmac(ticketAddressText('support@vendor.example', 1024))),
  })
})
