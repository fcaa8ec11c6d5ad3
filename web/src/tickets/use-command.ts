import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** A command to one ticket. Whatever comes of it, what the screen shows of this ticket is asked for again. */
export function useCommand<Body>(ref: string, path: string, method: 'post' | 'delete' = 'post') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => (method === 'post' ? api.post<unknown>(path, body) : api.delete<unknown>(path, body)),
    onSettled: () => refreshTicket(client, ref),
  })
}

export async function refreshTicket(client: ReturnType<typeof useQueryClient>, ref: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['tickets'] })
  void client.invalidateQueries({ queryKey: ['desk'] })
  await client.invalidateQueries({ queryKey: ['ticket', ref] })
}
