import { queryOptions, useQuery } from '@tanstack/react-query'
import { relayAt } from '#tickets/rules/relay-at'
import type { TicketKind } from '#tickets/rules/vocabulary'
import { answered, http } from './client.ts'

/** How each kind is worked, as it stands. It changes rarely; whoever publishes one has it fetched again. */
export const playbooksQuery = queryOptions({
  queryKey: ['playbooks'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/playbooks', { signal })),
  staleTime: 300_000,
})

/** For lists: the relay a ticket began with, which publications since do not change. */
export function useRelays(): (ticket: { readonly kind: TicketKind; readonly playbookEdition: number | null }) => readonly string[] {
  const { data } = useQuery(playbooksQuery)
  return ({ kind, playbookEdition }) => relayAt(kind, playbookEdition ?? 0, data?.editions ?? [])
}
