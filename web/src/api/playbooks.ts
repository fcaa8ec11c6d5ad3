import { queryOptions, useQuery } from '@tanstack/react-query'
import { DEFAULT_PLAYBOOKS } from '#tickets/rules/default-playbooks'
import type { TicketKind } from '#tickets/rules/vocabulary'
import { answered, http } from './client.ts'

/** How each kind is worked, as it stands. It changes rarely; whoever publishes one has it fetched again. */
export const playbooksQuery = queryOptions({
  queryKey: ['playbooks'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/playbooks', { signal })),
  staleTime: 300_000,
})

/** The relay of a kind for lists, as the playbook stands now; a ticket's own page shows the one it began with. */
export function useRelays(): (kind: TicketKind) => readonly string[] {
  const { data } = useQuery(playbooksQuery)
  return (kind) => data?.items.find((playbook) => playbook.kind === kind)?.relay ?? DEFAULT_PLAYBOOKS[kind].relay
}
