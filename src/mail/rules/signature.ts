import { base32 } from './base32.ts'

/** HMAC-SHA256 with the key of mail: 32 bytes. */
export type Hmac = (text: string) => Uint8Array

/** The first `length` characters (5 bits each) of what only we can write below a text. */
export function signatureOf(text: string, hmac: Hmac, length: number): string {
  return base32(hmac(text)).slice(0, length)
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < b.length; i++) different |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i)
  return different === 0
}
