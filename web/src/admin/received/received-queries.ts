import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, given, type Query } from '../../api/client.ts'
import type { ReceivedMail } from '../../mail/mail-queries.ts'

type Page = { readonly items: Omit<ReceivedMail, 'content'>[]; readonly nextCursor: string | null }

export const receivedPagesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['received-mails', 'pages', filters],
    queryFn: ({ signal, pageParam }) => api.get<Page>('/received-mails', given({ limit: 50, ...filters, cursor: pageParam }), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
