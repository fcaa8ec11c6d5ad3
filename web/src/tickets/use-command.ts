import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { refreshTicket } from './use-ticket-command.ts'

/** A command to one ticket by an address put together at run time; where the command is known, use `useTicketCommand`. */
export function useCommand<Body>(ref: string, path: string, method: 'post' | 'delete' = 'post') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => (method === 'post' ? api.post<unknown>(path, body) : api.delete<unknown>(path, body)),
    onSettled: () => refreshTicket(client, ref),
  })
}
