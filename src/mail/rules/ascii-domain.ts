const BASE = 36
const [T_MIN, T_MAX, SKEW, DAMP] = [1, 26, 38, 700]
const FIRST_BIAS = 72
const FIRST_BEYOND_ASCII = 128
/** A label of DNS in ASCII. */
const LONGEST_LABEL = 63
const FULL_STOPS = /[.\u3002\uFF0E\uFF61]/

/**
 * A domain as DNS knows it: `集结.example` and `xn--41um79d.example` are one. In this spelling no letter of another script passes for one
 * of ours. Null: a label is longer than DNS has room for.
 */
export function asciiDomain(domain: string): string | null {
  const labels = domain.normalize('NFKC').toLowerCase().normalize('NFC').split(FULL_STOPS).map(asciiLabel)
  return labels.every((label) => label.length <= LONGEST_LABEL) ? labels.join('.') : null
}

function asciiLabel(label: string): string {
  return /^[\u0000-\u007F]*$/.test(label) ? label : `xn--${punycode(label)}`
}

/** RFC 3492. */
function punycode(label: string): string {
  const points = Array.from(label, (char) => char.codePointAt(0)!)
  const plain = points.filter((point) => point < FIRST_BEYOND_ASCII)
  let written = plain.length > 0 ? `${String.fromCharCode(...plain)}-` : ''
  let [next, delta, bias] = [FIRST_BEYOND_ASCII, 0, FIRST_BIAS]
  for (let handled = plain.length; handled < points.length; ) {
    const smallest = Math.min(...points.filter((point) => point >= next))
    delta += (smallest - next) * (handled + 1)
    next = smallest
    for (const point of points) {
      if (point < next) delta += 1
      if (point !== next) continue
      written += variableLength(delta, bias)
      bias = adapted(delta, handled + 1, handled === plain.length)
      delta = 0
      handled += 1
    }
    delta += 1
    next += 1
  }
  return written
}

function variableLength(delta: number, bias: number): string {
  let written = ''
  let left = delta
  for (let place = BASE; ; place += BASE) {
    const threshold = Math.min(Math.max(place - bias, T_MIN), T_MAX)
    if (left < threshold) return written + digit(left)
    written += digit(threshold + ((left - threshold) % (BASE - threshold)))
    left = Math.floor((left - threshold) / (BASE - threshold))
  }
}

function digit(value: number): string {
  return 'abcdefghijklmnopqrstuvwxyz0123456789'[value]!
}

function adapted(delta: number, handled: number, isFirst: boolean): number {
  let left = isFirst ? Math.floor(delta / DAMP) : delta >> 1
  left += Math.floor(left / handled)
  let steps = 0
  for (; left > ((BASE - T_MIN) * T_MAX) / 2; steps += BASE) left = Math.floor(left / (BASE - T_MIN))
  return steps + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW))
}
