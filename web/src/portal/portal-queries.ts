import { queryOptions } from '@tanstack/react-query'
import type { CustomerTicketView } from '#tickets/contract'
import { api } from '../api/client.ts'

/** The same key as the staff's page of a ticket: the live stream refreshes it. */
export const myTicketQuery = (number: string) =>
  queryOptions({
    queryKey: ['ticket', number, 'view'],
    queryFn: ({ signal }) => api.get<CustomerTicketView>(`/tickets/${number}`, undefined, signal),
  })
