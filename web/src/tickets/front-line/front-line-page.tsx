import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import './front-line.css'
import { FrontLineFilters } from './front-line-filters.tsx'
import { ReportLink } from './report-link.tsx'
import { Stream } from './stream.tsx'
import { TodayStrip } from './today-strip.tsx'
import { useFrontLine } from './use-front-line.ts'

const route = getRouteApi('/shell/')

/** What is burning, what has nobody accepted, what moves, what waits: all of it, alive. */
export function FrontLinePage() {
  const { t } = useTranslation('front-line')
  const search = route.useSearch()
  const me = useMe()
  usePageTitle(t('title'))
  const stream = useFrontLine({
    productLineId: search.line,
    severity: search.severity,
    ownerId: search.mine ? me?.id : undefined,
  })
  const empty = stream.loaded && stream.lines.every((line) => line.kind === 'band')
  const filtered = search.line !== undefined || search.severity !== undefined || search.mine !== undefined
  return (
    <div className="front-line">
      <div className="front-line__head">
        <h1>{t('title')}</h1>
        <TodayStrip rows={stream.rows} />
        <FrontLineFilters search={search} />
      </div>
      <ProblemAlert error={stream.error} onRetry={stream.retry} />
      <Newcomers arrived={stream.waiting.arrived} moved={stream.waiting.moved} onShow={stream.settle} />
      {stream.loaded ? null : stream.error ? null : (
        <div className="panel">
          <SkeletonRows rows={9} height={68} />
        </div>
      )}
      {empty ? (
        <div className="panel">
          <EmptyState title={t(filtered ? 'empty.filtered' : 'empty.title')} {...(filtered ? {} : { act: <ReportLink /> })}>
            {t(filtered ? 'empty.loosen' : 'empty.teach')}
          </EmptyState>
        </div>
      ) : stream.loaded ? (
        <Stream lines={stream.lines} meId={me?.id ?? ''} onShowNew={stream.settle} onMore={stream.loadMore} />
      ) : null}
    </div>
  )
}

function Newcomers({ arrived, moved, onShow }: { readonly arrived: number; readonly moved: boolean; readonly onShow: () => void }) {
  const { t } = useTranslation('front-line')
  return (
    <div className="newcomers" aria-live="polite">
      {arrived > 0 || moved ? (
        <button type="button" className="newcomers__button" onClick={onShow}>
          {arrived > 0 ? t('newcomers.arrived', { count: arrived }) : t('newcomers.moved')}
          <span className="key" aria-hidden="true">
            .
          </span>
        </button>
      ) : null}
    </div>
  )
}
