import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SEVERITIES, STATUSES, TICKET_KINDS } from '#tickets/rules/vocabulary'
import { productLinesQuery } from '../../api/directory.ts'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ReportLink } from '../front-line/report-link.tsx'
import { ticketPagesQuery } from '../ticket-queries.ts'
import type { TicketsSearch } from '../ticket-routes.ts'
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
      <Filters search={search} />
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

type Change = { [K in keyof TicketsSearch]?: TicketsSearch[K] | undefined }

function Filters({ search }: { readonly search: TicketsSearch }) {
  const { t } = useTranslation('tickets')
  const navigate = useNavigate()
  const lines = useQuery(productLinesQuery)
  const change = (change: Change) =>
    void navigate({
      to: '/tickets',
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)) as TicketsSearch,
      replace: true,
    })
  const anything = Object.keys(search).length > 0
  return (
    <search className="tickets__filters" aria-label={t('filters')}>
      <SearchField value={search.q ?? ''} onSearch={(q) => change({ q: q || undefined })} />
      <Choice
        label={t('status')}
        value={search.status}
        onChange={(status) => change({ status })}
        words={[['not_closed', t('notClosed')], ...STATUSES.map((each) => [each, t(`vocabulary:status.${each}`)] as const)]}
      />
      <Choice
        label={t('severity')}
        value={search.severity}
        onChange={(severity) => change({ severity })}
        words={SEVERITIES.map((each) => [each, t('ticket:triage.level', { value: each, word: t(`vocabulary:severity.${each}`) })])}
      />
      <Choice
        label={t('kind')}
        value={search.kind}
        onChange={(kind) => change({ kind })}
        words={TICKET_KINDS.map((each) => [each, t(`vocabulary:kind.${each}`)])}
      />
      <Choice
        label={t('line')}
        value={search.line}
        onChange={(line) => change({ line })}
        words={(lines.data?.items ?? []).map((each) => [each.id, each.name])}
      />
      <Select
        aria-label={t('sort')}
        className="tickets__choice"
        value={search.sort ?? '-createdAt'}
        onChange={(sort) => change({ sort })}
        options={(['-createdAt', 'nextDue', 'severity'] as const).map((value) => ({ value, label: t(`sortBy.${value}`) }))}
      />
      <Checkbox checked={search.mine === 'true'} onChange={(event) => change({ mine: event.target.checked ? 'true' : undefined })}>
        {t('mine')}
      </Checkbox>
      {anything ? (
        <Button type="link" onClick={() => void navigate({ to: '/tickets', search: {}, replace: true })}>
          {t('clear')}
        </Button>
      ) : null}
    </search>
  )
}

function Choice<T extends string>({
  label,
  value,
  onChange,
  words,
}: {
  readonly label: string
  readonly value: T | undefined
  readonly onChange: (value: T | undefined) => void
  readonly words: readonly (readonly [T, string])[]
}) {
  return (
    <Select<T>
      aria-label={label}
      className="tickets__choice"
      placeholder={label}
      allowClear
      popupMatchSelectWidth={false}
      {...(value ? { value } : { value: null as unknown as T })}
      onChange={(next) => onChange(next)}
      options={words.map(([each, word]) => ({ value: each, label: word }))}
    />
  )
}

const SETTLE_MS = 300

/** Types at once, searches when the hand rests. */
function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (q: string) => void }) {
  const { t } = useTranslation('tickets')
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = window.setTimeout(() => onSearch(text.trim()), SETTLE_MS)
    return () => window.clearTimeout(timer)
  })
  return (
    <Input
      type="search"
      className="tickets__search"
      allowClear
      aria-label={t('search')}
      placeholder={t('searchHint')}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
