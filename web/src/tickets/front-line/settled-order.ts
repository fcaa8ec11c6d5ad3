import { BANDS, type Band } from '#tickets/rules/vocabulary'
import type { TicketRow } from '../ticket-queries.ts'

/** A place in the stream: which ticket, in which band, as the reader last saw it settle. */
export type Place = { readonly id: string; readonly band: Band }

export type Waiting = { readonly arrived: number; readonly moved: boolean }

/** The order as the server has it now, bands in their order. */
export function orderOf(rows: readonly TicketRow[]): Place[] {
  return BANDS.flatMap((band) => rows.filter((row) => row.band === band).map((row) => ({ id: row.id, band })))
}

/** What waits behind the button: tickets not shown yet, and whether shown ones would move. */
export function waitingBehind(settled: readonly Place[], present: readonly Place[]): Waiting {
  const shown = new Set(settled.map((place) => place.id))
  const arrived = present.filter((place) => !shown.has(place.id)).length
  const known = present.filter((place) => shown.has(place.id))
  const moved =
    known.length !== settled.length || known.some((place, index) => settled[index]?.id !== place.id || settled[index]?.band !== place.band)
  return { arrived, moved }
}
