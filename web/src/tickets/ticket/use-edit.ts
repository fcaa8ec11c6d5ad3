import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, http, ifMatch } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import type { paths } from '../../api/schema.ts'
import type { TicketView } from '../ticket-queries.ts'
import { refreshTicket } from '../use-ticket-command.ts'

export type TicketEdit = paths['/api/v1/tickets/{id}']['patch']['requestBody']['content']['application/json']

/**
 * An edit of what people edit, made against the version the reader saw when they began. Somebody else's edit in between is
 * answered by a problem that names them; what was typed stays in the form, and the next save is made on top of theirs.
 */
export function useEdit(ticket: TicketView) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ change, version }: { change: TicketEdit; version: number }) =>
      answered(http.PATCH('/api/v1/tickets/{id}', { params: { path: { id: ticket.number } }, body: change, headers: ifMatch(version) })),
    onSettled: () => refreshTicket(client, ticket.number),
  })
}

/** The version to edit on after an answer: theirs, where somebody was first. */
export function versionAfter(error: unknown, version: number): number {
  const present = asProblem(error).params['version']
  return typeof present === 'number' ? present : version
}
