import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ReportLink } from '../front-line/report-link.tsx'
import { ticketPagesQuery } from '../ticket-queries.ts'
import { TicketFilters } from './ticket-filters.tsx'
import { TicketTable } from './ticket-table.tsx'
import './tickets.css'

const route = getRouteApi('/shell/tickets')

/** Every ticket there ever was, by filters that live in the address. */
export function TicketsPage() {
  const { t } = useTranslation('tickets')
  const search = route.useSearch()
  const me = useMe()
  usePageTitle(t('title'))
  const pages = useInfiniteQuery(
    ticketPagesQuery({
      q: search.q,
      status: search.status,
      severity: search.severity,
      kind: search.kind,
      productLineId: search.line,
      accountId: search.account,
      ownerId: search.mine ? me?.id : undefined,
      sort: search.sort ?? '-createdAt',
      limit: 100,
    }),
  )
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="tickets">
      <h1>{t('title')}</h1>
      <TicketFilters search={search} />
      <ProblemAlert error={pages.error} onRetry={() => void pages.refetch()} />
      <p className="for-readers" role="status">
        {pages.data ? t('found', { count: rows.length }) : ''}
      </p>
      {pages.isPending ? (
        <div className="panel">
          <SkeletonRows rows={10} height={52} />
        </div>
      ) : null}
      {pages.data && rows.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('empty')} act={<ReportLink />}>
            {t('loosen')}
          </EmptyState>
        </div>
      ) : null}
      {rows.length > 0 ? <TicketTable rows={rows} /> : null}
      {pages.hasNextPage ? (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  )
}
