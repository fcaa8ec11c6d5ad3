import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { BANDS, type Band } from '#tickets/rules/vocabulary'
import type { Query } from '../../api/client.ts'
import { ticketPagesQuery, type TicketRow } from '../ticket-queries.ts'
import { orderOf, type Place, waitingBehind } from './settled-order.ts'

export type Line =
  | { readonly kind: 'band'; readonly band: Band; readonly count: number; readonly more: boolean }
  | { readonly kind: 'row'; readonly row: TicketRow; readonly gone: boolean }

const IDLE_MS = 45_000
const PAGE = 100

/**
 * The stream: five bands, their rows always fresh, their order only as the reader let it settle. What arrived or moved waits
 * behind a button; nobody at the screen for a while (a wallboard) settles it by itself.
 */
export function useFrontLine(filters: Query) {
  const bands = useBands(filters)
  const rows = useMemo(() => bands.flatMap((band) => band.rows), [bands])
  const present = useMemo(() => orderOf(rows), [rows])
  const loaded = bands.every((band) => band.ready)
  const scope = JSON.stringify(filters)
  const [settled, setSettled] = useState<{ scope: string; places: readonly Place[]; pages: number } | null>(null)
  const [seen, setSeen] = useState<ReadonlyMap<string, TicketRow>>(new Map())
  const pages = bands.reduce((sum, band) => sum + band.pages, 0)
  const fits = settled !== null && settled.scope === scope
  // Asking for more pages is asking to see them: what they bring settles at once.
  const shown = fits && settled.pages === pages ? settled.places : present
  if (loaded && (!fits || settled.pages !== pages)) {
    setSettled({ scope, places: present, pages })
    setSeen(new Map(rows.map((row) => [row.id, row])))
  }
  const waiting = loaded ? waitingBehind(shown, present) : { arrived: 0, moved: false }
  const settle = () => {
    setSettled({ scope, places: present, pages })
    setSeen(new Map(rows.map((row) => [row.id, row])))
  }
  useSettleWhenIdle(waiting.arrived > 0 || waiting.moved, settle)
  const lines = useMemo(() => linesOf(shown, rows, seen, bands), [shown, rows, seen, bands])
  const failed = bands.find((band) => band.error)
  return { lines, waiting, settle, loaded, error: failed?.error ?? null, retry: () => failed?.refetch(), bands }
}

function useBands(filters: Query) {
  const [nobody, risk, moving, waiting, resolved] = BANDS
  const all = [
    useBand(nobody, filters),
    useBand(risk, filters),
    useBand(moving, filters),
    useBand(waiting, filters),
    useBand(resolved, filters),
  ]
  // biome-ignore lint/correctness/useExhaustiveDependencies: the five queries are the parts of the list
  return useMemo(
    () => all,
    all.flatMap((band) => [band.rows, band.ready, band.error, band.more]),
  )
}

function useBand(band: Band, filters: Query) {
  const query = useInfiniteQuery(ticketPagesQuery({ ...filters, band, limit: PAGE }))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return {
    band,
    rows,
    ready: query.data !== undefined,
    pages: query.data?.pages.length ?? 0,
    error: query.data === undefined ? query.error : null,
    more: query.hasNextPage,
    loadMore: query.fetchNextPage,
    refetch: query.refetch,
  }
}

function linesOf(
  shown: readonly Place[],
  rows: readonly TicketRow[],
  seen: ReadonlyMap<string, TicketRow>,
  bands: ReturnType<typeof useBands>,
): Line[] {
  const fresh = new Map(rows.map((row) => [row.id, row]))
  return bands.flatMap(({ band, more }) => {
    const places = shown.filter((place) => place.band === band)
    const inBand = places.flatMap((place): Line[] => {
      const row = fresh.get(place.id) ?? seen.get(place.id)
      return row ? [{ kind: 'row', row, gone: !fresh.has(place.id) }] : []
    })
    return [{ kind: 'band', band, count: inBand.length, more } as Line, ...inBand]
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
