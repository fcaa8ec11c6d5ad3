import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { type TicketRow, ticketPagesQuery } from '../../tickets/ticket-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { needsThem } from '../plain-words.ts'
import { TicketCard } from './ticket-card.tsx'
import './home.css'

/** A customer's tickets: what waits for them first, then what we are working on, then what is done. */
export function HomePage() {
  const { t } = useTranslation('portal')
  const me = useMe()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    ticketPagesQuery({ q: q || undefined, sort: '-createdAt', limit: 50 }),
  )
  usePageTitle(t('home.title'))
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  const partner = me?.kind === 'partner'
  return (
    <div className="home">
      <div className="home__head">
        <h1>{t(partner ? 'home.partnerTitle' : 'home.title')}</h1>
        {partner ? null : (
          <Link to="/portal/report" className="big-act">
            {t('home.report')}
          </Link>
        )}
      </div>
      <input
        type="search"
        className="field__input home__search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t('home.search')}
        aria-label={t('home.search')}
      />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={3} height={92} /> : null}
      {data ? <Groups rows={rows} searching={q !== ''} partner={partner} /> : null}
      {hasNextPage ? (
        <button type="button" className="plain-act" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('home.more')}
        </button>
      ) : null}
    </div>
  )
}

function Groups({
  rows,
  searching,
  partner,
}: {
  readonly rows: readonly TicketRow[]
  readonly searching: boolean
  readonly partner: boolean
}) {
  const { t } = useTranslation('portal')
  if (rows.length === 0) {
    if (searching) return <EmptyState title={t('home.nothingFound')}>{t('home.nothingFoundTeach')}</EmptyState>
    return (
      <EmptyState title={t(partner ? 'home.partnerNone' : 'home.none')}>
        {t(partner ? 'home.partnerNoneTeach' : 'home.noneTeach')}
      </EmptyState>
    )
  }
  const yours = partner ? [] : rows.filter((row) => needsThem(row))
  const done = rows.filter((row) => row.status === 'closed')
  const ours = rows.filter((row) => !yours.includes(row) && !done.includes(row))
  return (
    <>
      <Group title={t('home.yours')} rows={yours} partner={partner} />
      <Group title={t('home.ours')} rows={ours} partner={partner} />
      <Group title={t('home.done')} rows={done} partner={partner} />
    </>
  )
}

function Group({ title, rows, partner }: { readonly title: string; readonly rows: readonly TicketRow[]; readonly partner: boolean }) {
  if (rows.length === 0) return null
  return (
    <section className="home__group">
      <h2>
        {title} <span className="home__count">{rows.length}</span>
      </h2>
      <ul className="home__cards">
        {rows.map((row) => (
          <li key={row.id}>
            <TicketCard row={row} partner={partner} />
          </li>
        ))}
      </ul>
    </section>
  )
}
