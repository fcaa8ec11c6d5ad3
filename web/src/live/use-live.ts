import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setLiveState } from './live-state.ts'
import { type LiveEvent, listen } from './stream.ts'

const GATHER_MS = 200

/** Keeps every query honest while the shell is open: what an event touches is asked for again, many events at once. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    let gathered: LiveEvent[] = []
    let timer: number | undefined
    const flush = () => {
      timer = undefined
      const events = gathered
      gathered = []
      refresh(client, events)
    }
    const stop = listen({
      onEvent: (event) => {
        gathered.push(event)
        timer ??= window.setTimeout(flush, GATHER_MS)
      },
      onState: setLiveState,
      onReset: () => void client.invalidateQueries(),
    })
    return () => {
      stop()
      window.clearTimeout(timer)
      setLiveState('idle')
    }
  }, [client])
}

function refresh(client: QueryClient, events: readonly LiveEvent[]): void {
  const tickets = new Set<string>()
  let lists = false
  for (const event of events) {
    const feature = event.type.split('.')[0] ?? ''
    const ticketId = ticketOf(event)
    if (ticketId) tickets.add(ticketId)
    if (ticketId || feature === 'ticket' || feature === 'obligation' || feature === 'hand-off') lists = true
    if (feature === 'notification') void client.invalidateQueries({ queryKey: ['notifications'] })
    for (const key of SETUP[event.subject.type] ?? []) void client.invalidateQueries({ queryKey: [key] })
  }
  if (lists) for (const key of ['tickets', 'desk', 'notifications', 'obligations']) void client.invalidateQueries({ queryKey: [key] })
  if (tickets.size > 0) refreshTickets(client, tickets)
}

/** Setup that screens keep for long. */
const SETUP: Readonly<Record<string, readonly string[]>> = {
  function: ['functions'],
  'product-line': ['product-lines', 'on-duty'],
  staff: ['staff', 'me', 'on-duty'],
  squad: ['squads', 'on-duty'],
  roster: ['rosters', 'on-duty'],
  account: ['accounts'],
  contact: ['contacts'],
}

/** Pages are keyed by what the address says (`T-12`), events by id: the ticket in the cache knows both. */
function refreshTickets(client: QueryClient, ids: ReadonlySet<string>): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => {
      if (queryKey[0] !== 'ticket') return false
      const ticket = client.getQueryData<{ id?: string }>(['ticket', queryKey[1], 'view'])
      return ticket?.id === undefined || ids.has(ticket.id)
    },
  })
}

function ticketOf(event: LiveEvent): string | null {
  if (event.subject.type === 'ticket') return event.subject.id
  const summary = event.summary
  if (typeof summary === 'object' && summary !== null && 'ticketId' in summary && typeof summary.ticketId === 'string')
    return summary.ticketId
  return null
}
