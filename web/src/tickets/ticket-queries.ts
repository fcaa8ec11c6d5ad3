import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { TicketRow, TicketView } from '#tickets/contract'
import { answered, given, http, type ListFilters } from '../api/client.ts'
import type { paths } from '../api/schema.ts'

type Answer<P extends { get: { responses: { 200: { content: { 'application/json': unknown } } } } }> =
  P['get']['responses'][200]['content']['application/json']
export type TicketFilters = ListFilters<paths['/api/v1/tickets']>

export type TicketList = Answer<paths['/api/v1/tickets']>
export type Message = Answer<paths['/api/v1/tickets/{id}/messages']>['items'][number]
export type ContactRecord = Answer<paths['/api/v1/tickets/{id}/contact-records']>['items'][number]
export type Ask = Answer<paths['/api/v1/tickets/{id}/asks']>['items'][number]
export type TimelineEntry = Answer<paths['/api/v1/tickets/{id}/timeline']>['items'][number]
export type { TicketRow, TicketView }

/** Keys: `['tickets', …]` are lists, `['ticket', ref, …]` all about one; the live stream invalidates by these. */
export const ticketListQuery = (filters: TicketFilters) =>
  queryOptions({
    queryKey: ['tickets', 'page', filters],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets', { params: { query: given(filters) }, signal })),
  })

export const ticketPagesQuery = (filters: TicketFilters) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'pages', filters],
    queryFn: ({ signal, pageParam }) =>
      answered(http.GET('/api/v1/tickets', { params: { query: given({ ...filters, cursor: pageParam }) }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

/** As staff see it: people of customers have the portal. */
export const ticketQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'view'],
    queryFn: async ({ signal }) =>
      (await answered(http.GET('/api/v1/tickets/{id}', { params: { path: { id: ref } }, signal }))) as TicketView,
  })

export const messagesQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', ref, 'messages'],
    queryFn: ({ signal, pageParam }) =>
      answered(
        http.GET('/api/v1/tickets/{id}/messages', {
          params: { path: { id: ref }, query: given({ limit: 200, cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const timelineQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', ref, 'timeline'],
    queryFn: ({ signal, pageParam }) =>
      answered(
        http.GET('/api/v1/tickets/{id}/timeline', {
          params: { path: { id: ref }, query: given({ limit: 200, cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const contactRecordsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'contact-records'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets/{id}/contact-records', { params: { path: { id: ref } }, signal })),
  })

export const asksQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'asks'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets/{id}/asks', { params: { path: { id: ref } }, signal })),
  })

export const findingsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'findings'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets/{id}/findings', { params: { path: { id: ref } }, signal })),
  })

export const rootCauseReportsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'root-cause-reports'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets/{id}/root-cause-reports', { params: { path: { id: ref } }, signal })),
  })

export const participantsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['ticket', ref, 'participants'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/tickets/{id}/participants', { params: { path: { id: ref } }, signal })),
  })
