import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, http } from '../api/client.ts'
import type { paths } from '../api/schema.ts'

type PathsWith<Method extends string> = { [P in keyof paths]: paths[P] extends { [M in Method]: object } ? P : never }[keyof paths]
type OfTickets =
  | `/api/v1/tickets/{id}/${string}`
  | `/api/v1/hand-offs/{id}/${string}`
  | `/api/v1/asks/{id}/${string}`
  | '/api/v1/obligations/{id}/fulfilment'

/** A command as the API knows it: method and path, `{id}` left open. */
export type TicketCommand = `POST ${Extract<PathsWith<'post'>, OfTickets>}` | `DELETE ${Extract<PathsWith<'delete'>, OfTickets>}`

/** What a command takes; an empty object where it takes nothing. */
export type BodyOf<C extends TicketCommand> = C extends `POST ${infer P extends PathsWith<'post'>}`
  ? BodyIn<paths[P]['post']>
  : C extends `DELETE ${infer P extends PathsWith<'delete'>}`
    ? BodyIn<paths[P]['delete']>
    : never
type BodyIn<Operation> = Operation extends { requestBody?: { content: { 'application/json': infer Body } } } ? NonNullable<Body> : object

/** A command to `id` (a ticket's number, an offer, an ask). Whatever comes of it, what screens show of the ticket `ref` is asked for again. */
export function useTicketCommand<C extends TicketCommand>(ref: string, command: C, id: string = ref) {
  const client = useQueryClient()
  const [method, path = ''] = command.split(' ')
  // `command` and `body` are checked against each other above; a path taken apart at run time cannot be again.
  const send = (method === 'POST' ? http.POST : http.DELETE) as unknown as (path: string, init: object) => Promise<{ data?: unknown }>
  return useMutation({
    mutationFn: (body: BodyOf<C>) => answered(send(path, { params: { path: { id } }, body })),
    onSettled: () => refreshTicket(client, ref),
  })
}

export async function refreshTicket(client: QueryClient, ref: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['tickets'] })
  void client.invalidateQueries({ queryKey: ['desk'] })
  await client.invalidateQueries({ queryKey: ['ticket', ref] })
}
