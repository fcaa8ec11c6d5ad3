import type { Brand } from './brand.ts'
import type { Instant } from './instant.ts'

// The one thing of the machine that both Node and the browser have; the rest of the kernel compiles without either.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

export type Id<Name extends string> = Brand<string, Name>
export type TicketId = Id<'Ticket'>
export type AccountId = Id<'Account'>
export type ContactId = Id<'Contact'>
export type StaffId = Id<'Staff'>
export type PartnerPersonId = Id<'PartnerPerson'>
export type ProductLineId = Id<'ProductLine'>
export type HandOffId = Id<'HandOff'>

/** How far each of the latest milliseconds has counted; a clock that stands still (tests, imports) makes many ids in one. */
const counted = new Map<number, number>()
const REMEMBERED = 64
const COUNTER_BITS = 12

/**
 * A new UUIDv7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that starts at random in its lower half and grows
 * within the millisecond (method 1), 62 random bits. Ids made one after another at one instant sort in that order, however
 * many (beyond what the counter holds they borrow from the milliseconds to come), so rows read by (at, id) come back as they
 * were written. The instant only orders; nothing reads time back out of an id.
 */
export function newId<T extends string = string>(at: Instant): T {
  const bytes = randomBytes16()
  const count = nextCount(at, ((bytes[6]! << 8) | bytes[7]!) & 0x7ff)
  const counter = count % 2 ** COUNTER_BITS
  let ms = at + Math.floor(count / 2 ** COUNTER_BITS)
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  let hex = ''
  for (const byte of bytes) hex += HEX[byte]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Asked of the machine for 256 ids at a time: each asking costs more than the rest of an id. */
const pool = new Uint8Array(4096)
let used = pool.length

function randomBytes16(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += 16
  return pool.slice(used - 16, used)
}

function nextCount(ms: number, start: number): number {
  const last = counted.get(ms)
  const next = last === undefined ? start : last + 1
  counted.delete(ms)
  counted.set(ms, next)
  if (counted.size > REMEMBERED) counted.delete(counted.keys().next().value ?? ms)
  return next
}
