import { ticketAddressText, ticketSignature } from './read-ticket-address.ts'
import type { Hmac } from './signature.ts'

/** An address of a ticket: `support+t1024.abcdefghij@vendor.example`. Whoever has it can write to the ticket's thread, and nobody can guess it. */
export function ticketAddress(mailbox: string, number: number, hmac: Hmac): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+t${number}.${ticketSignature(hmac(ticketAddressText(mailbox, number)))}${mailbox.slice(at)}`
}
