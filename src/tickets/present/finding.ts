import { instantText } from '#kernel/fields'
import type { FindingData } from '../rules/ticket.ts'

/** What a station recorded, its instants as the interface writes them. */
export function presentFinding({ released, revisitAt, ...data }: FindingData): Record<string, unknown> {
  return {
    ...data,
    ...(released === undefined ? {} : { released: { ...released, at: instantText(released.at) } }),
    ...(revisitAt === undefined ? {} : { revisitAt: instantText(revisitAt) }),
  }
}
