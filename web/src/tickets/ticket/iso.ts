import { formatInstant, instant } from '#kernel/instant'

/** Epoch milliseconds as the API reads them. */
export function iso(at: number): string {
  return formatInstant(instant(at))
}
