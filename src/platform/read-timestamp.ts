import { type Instant, instant } from '#kernel/instant'

/**
 * What PostgreSQL writes of a `timestamptz` on our connections, which are in UTC: `2026-11-21 08:00:00.123+00`, with one to
 * six decimals or none. A list holds hundreds, so the digits are read where they stand; anything longer (BC, year 10000) is left
 * to the engine's parser. Throws RangeError on what is no instant (`infinity`).
 */
export function readTimestamp(text: string): Instant {
  const isPlain = text.length >= 22 && text.length <= 29 && text.charCodeAt(4) === DASH && text.endsWith('+00')
  if (!isPlain) return instant(Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))
  const decimals = text.length - 23
  const fraction = decimals <= 0 ? 0 : number(text, 20, decimals) / 10 ** (decimals - 3)
  return instant(
    Date.UTC(
      number(text, 0, 4),
      number(text, 5, 2) - 1,
      number(text, 8, 2),
      number(text, 11, 2),
      number(text, 14, 2),
      number(text, 17, 2),
    ) + fraction,
  )
}

const DASH = 45
const ZERO = 48

function number(text: string, from: number, length: number): number {
  let value = 0
  for (let i = from; i < from + length; i++) value = value * 10 + text.charCodeAt(i) - ZERO
  return value
}
