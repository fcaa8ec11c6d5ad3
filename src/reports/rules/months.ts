/** Calendar months as text, `2026-11`. */

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/

/** The most months one report covers: each more is as much to count. */
export const MOST_MONTHS = 12

export function isMonth(text: string): boolean {
  const year = Number(MONTH.exec(text)?.[1] ?? 0)
  return year >= 2000 && year < 2200
}

/** The month `count` months later, or earlier when negative. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + (number - 1) + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Every month of the range, both ends with it, the earliest first. Null: it ends before it begins, or is too long. */
export function monthsBetween(from: string, to: string): readonly string[] | null {
  const months: string[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    if (months.length === MOST_MONTHS) return null
    months.push(month)
  }
  return months.length === 0 ? null : months
}
