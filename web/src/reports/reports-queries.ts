import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'
import type { qualitiesOut } from '#reports/contract'
import { answered, given, http, type ListFilters } from '../api/client.ts'
import type { paths } from '../api/schema.ts'

export type QualitiesPage = z.input<typeof qualitiesOut>
/** The figures of one group: of all, of a month, or of a month, customer and line. */
export type Figures = QualitiesPage['total']
export type Share = Figures['toldFirst']

export const qualitiesQuery = (filters: ListFilters<paths['/api/v1/reports/qualities']>) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'qualities', filters],
    queryFn: ({ signal, pageParam }) =>
      answered(
        http.GET('/api/v1/reports/qualities', {
          params: { query: given({ limit: 20, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }) },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
