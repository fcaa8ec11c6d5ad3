import { formatInstant, type Instant } from '#kernel/instant'
import type { Row } from '#platform/write-set'

const INSTANT = /(?:_at|_from|_until)$/

/** Fields as columns: camelCase to snake_case, instants to text, what is undefined left out. */
export function toColumns(fields: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => {
        const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
        return [column, INSTANT.test(column) && typeof value === 'number' ? formatInstant(value as Instant) : value]
      }),
  )
}
