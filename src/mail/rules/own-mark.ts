import { type Hmac, signatureOf } from './signature.ts'

const LETTERS = 16

/** What stands on every mail that leaves here, so that we know it when it comes back, and take no other Muster's mail for ours. */
export function ownMark(hmac: Hmac): string {
  return signatureOf('own mark', hmac, LETTERS)
}
