import { base32 } from './base32.ts'

const SHAPE = /^(.{1,64})\+t(\d{1,12})\.([a-z2-7]{10})@(.+)$/
const LETTERS = 10

/** A signed address of a ticket, taken apart: `support+t1024.abcdefghij@example.com`. Null: it is none. Whether it is ours, its signature says. */
export function readTicketAddress(
  address: string,
): { readonly mailbox: string; readonly number: number; readonly signature: string } | null {
  const [, local, number, signature, domain] = SHAPE.exec(address.toLowerCase()) ?? []
  return signature === undefined ? null : { mailbox: `${local}@${domain}`, number: Number(number), signature }
}

/** What is signed: the number in this mailbox. */
export function ticketAddressText(mailbox: string, number: number): string {
  return `T-${number}@${mailbox.toLowerCase()}`
}

/** The first 50 bits of a MAC as ten letters: enough against guessing where each try is a mail, and short enough for every server. */
export function ticketSignature(mac: Uint8Array): string {
  return base32(mac).slice(0, LETTERS)
}
