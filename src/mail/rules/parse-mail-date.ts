import { DAY, HOUR, type Instant, instant, MINUTE, SECOND } from '#kernel/instant'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Hours ahead of UTC; of the names that several countries use, what RFC 5322 says, and CST as Chinese mail servers mean it. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, cet: 1, cest: 2, met: 1, bst: 1, eet: 2, eest: 3, msk: 3 },
  ...{ est: -5, edt: -4, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, cst: 8, hkt: 8, sgt: 8, jst: 9, kst: 9 },
}
const EARLIEST = 0
/** The end of the year 9999: what a timestamp can be written as. */
const LATEST = 253_402_300_799_999

const TIME = String.raw`(\d{1,2}[:.]\d{1,2}(?:[:.]\d{1,2}(?:\.\d{1,6})?)?)`
const ORDINARY = new RegExp(
  String.raw`^(?:[^\s\d,]{2,12}\s?[,.]?\s*)?(\d{1,2})[\s\-/]([a-z]{3})[a-z]{0,6}\.?[\s\-/](\d{2,4})(?:\s+at)?[\s,]+${TIME}\s*(.*)$`,
  'i',
)
const MONTH_FIRST = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]{0,6}\.?\s+(\d{1,2}),?\s+(\d{4})(?:\s+at|,)?\s+${TIME}\s*(.*)$`,
  'i',
)
const BY_YEAR = new RegExp(
  String.raw`^(?:[^\s\d,]{2,12},?\s*)?(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?[T\s,，]*(?:(?:周|星期).[\s,，]*)?(上午|下午|早上|中午|晚上|凌晨)?\s*${TIME}\s*(.*)$`,
)
const OF_C = new RegExp(String.raw`^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+${TIME}\s+([a-z]{0,4})\s*(\d{4})\s*(.*)$`, 'i')

type Parts = { year: number; month: number; day: number; time: string; half: string; zone: string }

/**
 * A date as the standards of 1982 and 2008 say it, as programs write it, and as clients show it above a quotation. Null: missing or
 * impossible. `zoneless` says what a date without a zone is worth: `utc` in a header, `unknown` (null) in a quotation.
 */
export function parseMailDate(value: string, zoneless: 'utc' | 'unknown'): Instant | null {
  const parts = partsOf(
    withoutComments(value.slice(0, 200))
      .replace(/[\s\u3000]+/g, ' ')
      .trim(),
  )
  if (parts === null) return null
  const half = /^([ap])\.?m\b\.?\s*/i.exec(parts.zone)
  const zone = half ? parts.zone.slice(half[0].length) : parts.zone
  const offset = offsetOf(zone)
  if (offset === null && zoneless === 'unknown') return null
  return combine({ ...parts, half: half ? half[1]!.toLowerCase() : parts.half }, offset ?? 0)
}

function partsOf(text: string): Parts | null {
  const ordinary = ORDINARY.exec(text)
  if (ordinary) {
    const [, day, month, year, time, zone] = ordinary
    return { year: yearOf(year!), month: monthOf(month!), day: Number(day), time: time!, half: '', zone: zone! }
  }
  const byYear = BY_YEAR.exec(text)
  if (byYear) {
    const [, year, month, day, half = '', time, zone] = byYear
    return { year: Number(year), month: Number(month), day: Number(day), time: time!, half, zone: zone! }
  }
  const ofC = OF_C.exec(text)
  if (ofC) {
    const [, month, day, time, zone, year, after] = ofC
    return { year: Number(year), month: monthOf(month!), day: Number(day), time: time!, half: '', zone: zone || after! }
  }
  const first = MONTH_FIRST.exec(text)
  if (first === null) return null
  const [, month, day, year, time, zone] = first
  return { year: Number(year), month: monthOf(month!), day: Number(day), time: time!, half: '', zone: zone! }
}

function withoutComments(text: string): string {
  let depth = 0
  let kept = ''
  for (const char of text) {
    if (char === '(') depth += 1
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += char
  }
  return kept
}

function yearOf(text: string): number {
  const year = Number(text)
  if (text.length >= 4) return year
  // Two and three digits as RFC 5322 reads them.
  return text.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.toLowerCase().slice(0, 3)) + 1
}

function combine({ year, month, day, time, half }: Parts, offset: number): Instant | null {
  const [given = 0, minute = 0, second = 0] = time.split(/[:.]/).map(Number)
  const hour = hourOf(given, half)
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  // 60: a leap second.
  if (!isDay || hour > 23 || minute > 59 || second > 60) return null
  const at = Date.UTC(year, month - 1, day) + hour * HOUR + minute * MINUTE + Math.min(second, 59) * SECOND - offset
  return at >= EARLIEST && at <= LATEST ? instant(at) : null
}

function hourOf(hour: number, half: string): number {
  const isAfternoon = half === 'p' || half === '下午' || half === '晚上' || (half === '中午' && hour < 3)
  if (isAfternoon && hour < 12) return hour + 12
  return hour === 12 && (half === 'a' || half === '凌晨' || half === '上午') ? 0 : hour
}

function daysIn(year: number, month: number): number {
  return Math.round((Date.UTC(month === 12 ? year + 1 : year, month % 12) - Date.UTC(year, month - 1)) / DAY)
}

/** Milliseconds ahead of UTC; null when the text names no zone. */
function offsetOf(zone: string): number | null {
  const numeric = /^(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(zone)
  if (numeric) {
    const hours = Number(numeric[2])
    const minutes = Number(numeric[3] ?? 0)
    if (hours > 15 || minutes > 59) return null
    return (numeric[1] === '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
  }
  const known = ZONES[/^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? '']
  return known === undefined ? null : known * HOUR
}
