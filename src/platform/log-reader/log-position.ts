/** Where a reader stands in the event log: after the event (tx, seq). `tx` is an xid8, beyond what a number holds. */
export type LogPosition = { readonly tx: string; readonly seq: number }

export const LOG_START: LogPosition = { tx: '0', seq: 0 }

const POSITION = /^(0|[1-9]\d{0,19})-(0|[1-9]\d{0,15})$/
const LARGEST_XID = 2n ** 64n - 1n

/** The opaque cursor people outside see: `<tx>-<seq>`. */
export function formatPosition({ tx, seq }: LogPosition): string {
  return `${tx}-${seq}`
}

/** The position a cursor stands for; null when nobody could have got that text from us. */
export function parsePosition(text: string): LogPosition | null {
  const match = POSITION.exec(text)
  if (!match || BigInt(match[1]!) > LARGEST_XID || !Number.isSafeInteger(Number(match[2]))) return null
  return { tx: match[1]!, seq: Number(match[2]) }
}

/** Negative when `a` comes before `b` in the log, 0 when they are the same place. */
export function comparePositions(a: LogPosition, b: LogPosition): number {
  if (a.tx === b.tx) return a.seq - b.seq
  return BigInt(a.tx) < BigInt(b.tx) ? -1 : 1
}
