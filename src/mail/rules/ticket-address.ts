import { type Hmac, isSame, signatureOf } from './signature.ts'

const SIGNATURE = 10
const LOCAL_AND_REST = /^([^@]+)\+t([1-9][0-9]{0,15})\.([a-z2-7]{10})@([^@]+)$/

/** An address of a ticket: `support+t1024.abcdefghij@vendor.example`. Whoever has it can write to the ticket's thread, and nobody can guess it. */
export function ticketAddress(mailbox: string, number: number, hmac: Hmac): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+t${number}.${sign(mailbox, number, hmac)}${mailbox.slice(at)}`
}

/** Whose address it is; null when it is none of ours, or not signed by us. Upper case does not matter. */
export function readTicketAddress(address: string, hmac: Hmac): { readonly mailbox: string; readonly number: number } | null {
  const match = LOCAL_AND_REST.exec(address.toLowerCase())
  if (!match) return null
  const [, local, digits, signature, domain] = match
  const mailbox = `${local}@${domain}`
  const number = Number(digits)
  return isSame(signature!, sign(mailbox, number, hmac)) ? { mailbox, number } : null
}

function sign(mailbox: string, number: number, hmac: Hmac): string {
  return signatureOf(`T-${number}@${mailbox}`, hmac, SIGNATURE)
}
