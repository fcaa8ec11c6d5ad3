import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SEVERITIES, STATUSES, TICKET_KINDS } from '#tickets/rules/vocabulary'
import { productLinesQuery } from '../../api/directory.ts'
import type { TicketsSearch } from '../ticket-routes.ts'

type Change = { [K in keyof TicketsSearch]?: TicketsSearch[K] | undefined }

export function TicketFilters({ search }: { readonly search: TicketsSearch }) {
  const { t } = useTranslation('tickets')
  const navigate = useNavigate()
  const lines = useQuery(productLinesQuery)
  const change = (change: Change) =>
    void navigate({
      to: '/tickets',
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)) as TicketsSearch,
      replace: true,
    })
  const anything = Object.values(search).some((value) => value !== undefined)
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
