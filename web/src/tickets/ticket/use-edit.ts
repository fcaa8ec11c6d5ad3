import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { patchTicketBody } from '#tickets/contract'
import { api } from '../../api/client.ts'
import type { TicketView } from '../ticket-queries.ts'
import { refreshTicket } from '../use-command.ts'

/**
 * An edit of what people edit, made against the version the reader saw when they began. Somebody else's edit in between is
 * answered by a problem that names them; what was typed stays in the form, and the next save is made on top of theirs.
 */
export function useEdit(ticket: TicketView) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ change, version }: { change: z.input<typeof patchTicketBody>; version: number }) =>
      api.patch<TicketView>(`/tickets/${ticket.number}`, change, version),
    onSettled: () => refreshTicket(client, ticket.number),
  })
}
