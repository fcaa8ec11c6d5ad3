import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { BANDS, type Band } from '#tickets/rules/vocabulary'
import { type TicketFilters, type TicketList, type TicketRow, ticketPagesQuery } from '../ticket-queries.ts'
import { orderOf, type Place, waitingBehind } from './settled-order.ts'

export type BandLine = { readonly kind: 'band'; readonly band: Band; readonly count: number; readonly more: boolean }
export type RowLine = { readonly kind: 'row'; readonly row: TicketRow; readonly gone: boolean }
export type Line = BandLine | RowLine

const IDLE_MS = 45_000
const PAGE = 100
/** What the reader saw when the order last settled; `scope` is the filter and how many pages were loaded then. */
type Settled = { readonly scope: string; readonly places: readonly Place[]; readonly rows: ReadonlyMap<string, TicketRow> }

/**
 * The stream: five bands, their rows always fresh, their order only as the reader let it settle. What arrived or moved waits
 * behind a button; a screen nobody touches for a while (on a wall) settles by itself.
 */
export function useFrontLine(filters: TicketFilters) {
  const queries = useBands(filters)
  const all = BANDS.map((band, index) => ({ band, query: queries[index] as BandQuery }))
  const loaded = all.every(({ query }) => query.data !== undefined)
  const rows = useMemo(() => queries.flatMap((query) => query.data?.pages.flatMap((page) => page.items) ?? []), [queries])
  const present = useMemo(() => orderOf(rows), [rows])
  // Asking for more pages is asking to see them: what they bring settles at once, as a new filter does.
  const scope = JSON.stringify([filters, ...all.map(({ query }) => query.data?.pages.length ?? 0)])
  const [settled, setSettled] = useState<Settled | null>(null)
  const settle = () => setSettled({ scope, places: present, rows: new Map(rows.map((row) => [row.id, row])) })
  const fits = settled !== null && settled.scope === scope
  if (loaded && !fits) settle()
  const shown = fits ? settled.places : present
  const waiting = loaded ? waitingBehind(shown, present) : { arrived: 0, moved: false }
  useSettleWhenIdle(waiting.arrived > 0 || waiting.moved, settle)
  const failed = all.find(({ query }) => query.data === undefined && query.error)
  return {
    rows,
    lines: linesOf(shown, rows, settled?.rows ?? new Map(), (band) => all.find((each) => each.band === band)?.query.hasNextPage ?? false),
    waiting,
    settle,
    loaded,
    error: failed?.query.error ?? null,
    retry: () => void failed?.query.refetch(),
    loadMore: (band: Band) => void all.find((each) => each.band === band)?.query.fetchNextPage(),
  }
}

type BandQuery = UseInfiniteQueryResult<InfiniteData<TicketList>>

function useBands(filters: TicketFilters): BandQuery[] {
  const [nobody, risk, moving, waiting, resolved] = BANDS
  const a = useBand(nobody, filters)
  const b = useBand(risk, filters)
  const c = useBand(moving, filters)
  const d = useBand(waiting, filters)
  const e = useBand(resolved, filters)
  return useMemo(() => [a, b, c, d, e], [a, b, c, d, e])
}

function useBand(band: Band, filters: TicketFilters): BandQuery {
  return useInfiniteQuery(ticketPagesQuery({ ...filters, band, limit: PAGE }))
}

function linesOf(
  shown: readonly Place[],
  rows: readonly TicketRow[],
  seen: ReadonlyMap<string, TicketRow>,
  hasMore: (band: Band) => boolean,
): Line[] {
  const fresh = new Map(rows.map((row) => [row.id, row]))
  return BANDS.flatMap((band): Line[] => {
    const inBand = shown
      .filter((place) => place.band === band)
      .flatMap((place): RowLine[] => {
        const row = fresh.get(place.id) ?? seen.get(place.id)
        return row ? [{ kind: 'row', row, gone: !fresh.has(place.id) }] : []
      })
    return [{ kind: 'band', band, count: inBand.length, more: hasMore(band) }, ...inBand]
  })
}

function useSettleWhenIdle(anything: boolean, settle: () => void): void {
  useEffect(() => {
    if (!anything) return
    let timer = window.setTimeout(settle, IDLE_MS)
    const touched = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(settle, IDLE_MS)
    }
    const signs = ['pointermove', 'keydown', 'wheel', 'touchstart'] as const
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true })
    return () => {
      window.clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, touched)
    }
  })
}
