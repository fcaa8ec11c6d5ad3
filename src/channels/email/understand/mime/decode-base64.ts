/** `foreign`: how many bytes were neither Base64 nor blanks. */
export type Base64Read = { readonly bytes: Buffer; readonly foreign: number }

const PAD = 64
const BLANK = 65
const FOREIGN = 66
const VALUES = new Uint8Array(256).fill(FOREIGN)
for (const [value, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  VALUES[char.charCodeAt(0)] = value
VALUES[0x3d] = PAD
for (const blank of [0x20, 0x09, 0x0a, 0x0d]) VALUES[blank] = BLANK

/**
 * Base64 with strangers in it, or several encodings one after the other, each up to its padding. The platform's decoder stops at the
 * first padding, and wants the whole as a string: with a large file that is as much memory again as the mail itself.
 */
export function decodeBase64(body: Uint8Array): Base64Read {
  const bytes = Buffer.allocUnsafeSlow(Math.ceil((body.length * 3) / 4))
  let length = 0
  let foreign = 0
  let group = 0
  let inGroup = 0
  const flush = (): void => {
    if (inGroup >= 2) bytes[length++] = (group >> (inGroup === 2 ? 4 : 10)) & 0xff
    if (inGroup === 3) bytes[length++] = (group >> 2) & 0xff
    group = 0
    inGroup = 0
  }
  for (let at = 0; at < body.length; at += 1) {
    const value = VALUES[body[at]!]!
    if (value < PAD) {
      group = (group << 6) | value
      inGroup += 1
      if (inGroup === 4) {
        bytes[length++] = (group >> 16) & 0xff
        bytes[length++] = (group >> 8) & 0xff
        bytes[length++] = group & 0xff
        group = 0
        inGroup = 0
      }
    } else if (value === PAD) flush()
    else if (value === FOREIGN) foreign += 1
  }
  flush()
  return { bytes: bytes.subarray(0, length), foreign }
}
