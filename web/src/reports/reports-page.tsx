import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { QUALITIES } from './figures.ts'
import { GroupTable } from './group-table.tsx'
import { Headline } from './headline.tsx'
import { QualityPanel } from './quality-panel.tsx'
import { ReportFilters } from './report-filters.tsx'
import './reports.css'
import { qualitiesQuery } from './reports-queries.ts'

const route = getRouteApi('/shell/reports')

/** The four qualities: how the company does, by month, customer and line. Never about a person. */
export function ReportsPage() {
  const { t } = useTranslation('reports')
  usePageTitle(t('title'))
  const { from, to, account, line } = route.useSearch()
  const filters = { from, to, accountId: account, productLineId: line }
  const { data, error, isPending, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    qualitiesQuery(filters),
  )
  const first = error ? undefined : data?.pages[0]
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="reports">
      <header>
        <h1>{t('title')}</h1>
        <p className="muted">{t('lead')}</p>
      </header>
      <ReportFilters shown={first} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={6} height={64} /> : null}
      {first && first.total.tickets === 0 ? <EmptyState title={t('none')}>{t('noneTeach')}</EmptyState> : null}
      {first && first.total.tickets > 0 ? (
        <div className={isPlaceholderData ? 'reports__body reports__body--old' : 'reports__body'} aria-busy={isPlaceholderData}>
          <Headline total={first.total} months={first.months} />
          <div className="reports__panels">
            {QUALITIES.map(({ quality, figures }) => (
              <QualityPanel key={quality} quality={quality} figures={figures} total={first.total} months={first.months} />
            ))}
          </div>
          <GroupTable items={items} />
          {hasNextPage ? (
            <Button className="reports__more" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          ) : null}
          <p className="muted">{t('notCounted')}</p>
        </div>
      ) : null}
    </div>
  )
}
