import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  contactRecordList,
  CustomerTicketView,
  findingList,
  messageList,
  participantList,
  TicketRow,
  TicketView,
  ticketList,
  timeline,
} from '#tickets/contract'
import { api, type Query } from '../api/client.ts'

export type Messages = z.input<typeof messageList>
export type Message = Messages['items'][number]
export type ContactRecords = z.input<typeof contactRecordList>
export type ContactRecord = ContactRecords['items'][number]
export type Timeline = z.input<typeof timeline>
export type TimelineEntry = Timeline['items'][number]
export type Findings = z.input<typeof findingList>
export type Participants = z.input<typeof participantList>
export type TicketList = z.input<typeof ticketList>
export type AnyTicket = TicketView | CustomerTicketView
export type { TicketRow, TicketView }

/** Keys: `['tickets', …]` are lists, `['ticket', ref, …]` all about one; the live stream invalidates by these. */
export const ticketListQuery = (filters: Query) =>
  queryOptions({
    queryKey: ['tickets', 'page', filters],
    queryFn: ({ signal }) => api.get<TicketList>('/tickets', filters, signal),
  })

export const ticketPagesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'pages', filters],
    queryFn: ({ signal, pageParam }) =>
      api.get<TicketList>('/tickets', { ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const ticketQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'view'],
    queryFn: ({ signal }) => api.get<TicketView>(`/tickets/${ref}`, undefined, signal),
  })

export const messagesQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', ref, 'messages'],
    queryFn: ({ signal, pageParam }) => api.get<Messages>(`/tickets/${ref}/messages`, page(pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const contactRecordsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'contact-records'],
    queryFn: ({ signal }) => api.get<ContactRecords>(`/tickets/${ref}/contact-records`, undefined, signal),
  })

export const timelineQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', ref, 'timeline'],
    queryFn: ({ signal, pageParam }) => api.get<Timeline>(`/tickets/${ref}/timeline`, page(pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const findingsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'findings'],
    queryFn: ({ signal }) => api.get<Findings>(`/tickets/${ref}/findings`, undefined, signal),
  })

export const participantsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'participants'],
    queryFn: ({ signal }) => api.get<Participants>(`/tickets/${ref}/participants`, undefined, signal),
  })

function page(cursor: string): Query {
  return { limit: 200, ...(cursor ? { cursor } : {}) }
}
