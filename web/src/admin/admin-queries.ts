import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { keyList, sessionList } from '#auth/contract'
import type { calendarImpactOut, calendarOut, deadlinePreviewOut, holidaysOut, servicePolicyOut } from '#obligations/contract'
import type { componentsOut, productLinesOut, rosterOut, squadsOut, staffOut, workspaceOut } from '#organization/contract'
import type { playbookOut, ticketList } from '#tickets/contract'
import { api, type Query } from '../api/client.ts'

/** As JSON has them: instants are text. */
export type Workspace = z.input<typeof workspaceOut>
export type Staff = z.input<typeof staffOut>
export type ProductLine = z.input<typeof productLinesOut>['items'][number]
export type Component = z.input<typeof componentsOut>['items'][number]
export type Squad = z.input<typeof squadsOut>['items'][number]
export type Roster = z.input<typeof rosterOut>
export type Calendar = z.input<typeof calendarOut>
export type CalendarImpact = z.input<typeof calendarImpactOut>
export type DeadlinePreview = z.input<typeof deadlinePreviewOut>
export type Holidays = z.input<typeof holidaysOut>
export type ServicePolicy = z.input<typeof servicePolicyOut>
export type Playbook = z.input<typeof playbookOut>
export type Keys = z.input<typeof keyList>
export type KeyRow = Keys['items'][number]
export type Sessions = z.input<typeof sessionList>
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => api.get<Workspace>('/workspace', undefined, signal),
})

export const staffPagesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['staff', 'pages', filters],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Staff>>('/staff', { limit: 100, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const allLinesQuery = (archived: boolean) =>
  queryOptions({
    queryKey: ['product-lines', 'all', archived],
    queryFn: ({ signal }) => api.get<Page<ProductLine>>('/product-lines', archived ? { archived: 'true' } : {}, signal),
  })

export const allComponentsQuery = (archived: boolean) =>
  queryOptions({
    queryKey: ['components', 'all', archived],
    queryFn: ({ signal }) => api.get<Page<Component>>('/components', archived ? { archived: 'true' } : {}, signal),
  })

export const squadsQuery = queryOptions({
  queryKey: ['squads'],
  queryFn: ({ signal }) => api.get<Page<Squad>>('/squads', undefined, signal),
})

/** Entries that touch the half-open window; a week of a line is far below one page. */
export const rostersQuery = (filters: { productLineId?: string; staffId?: string; from: string; to?: string }) =>
  queryOptions({
    queryKey: ['rosters', filters],
    queryFn: ({ signal }) => api.get<Page<Roster>>('/rosters', { limit: 200, ...filters }, signal),
    enabled: filters.productLineId !== '',
  })

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: ({ signal }) => api.get<Page<Calendar>>('/calendars', undefined, signal),
})

export const calendarQuery = (id: string) =>
  queryOptions({
    queryKey: ['calendars', id],
    queryFn: ({ signal }) => api.get<Calendar>(`/calendars/${id}`, undefined, signal),
    // What is being edited is not swept away by a refetch; a save compares versions.
    refetchOnWindowFocus: false,
  })

export const servicePoliciesQuery = queryOptions({
  queryKey: ['service-policies'],
  queryFn: ({ signal }) => api.get<Page<ServicePolicy>>('/service-policies', undefined, signal),
})

export const servicePolicyQuery = (id: string) =>
  queryOptions({
    queryKey: ['service-policies', id],
    queryFn: ({ signal }) => api.get<ServicePolicy>(`/service-policies/${id}`, undefined, signal),
    refetchOnWindowFocus: false,
  })

export const keysQuery = (holder: 'me' | 'all') =>
  queryOptions({
    queryKey: ['keys', holder],
    queryFn: ({ signal }) => api.get<Keys>('/keys', { holder }, signal),
  })

export const sessionsOfQuery = (personKind: 'staff' | 'contact' | 'partner', personId: string) =>
  queryOptions({
    queryKey: ['sessions', personKind, personId],
    queryFn: ({ signal }) => api.get<Sessions>('/sessions', { personKind, personId }, signal),
  })

/** Open tickets on which somebody holds a duty. */
export const heldTicketsQuery = (duty: 'ownerId' | 'liaisonId', staffId: string) =>
  queryOptions({
    queryKey: ['tickets', 'held', duty, staffId],
    queryFn: ({ signal }) => api.get<z.input<typeof ticketList>>('/tickets', { [duty]: staffId, status: 'not_closed', limit: 200 }, signal),
  })
