import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { SEVERITIES, type Severity } from '#tickets/rules/vocabulary'
import { productLinesQuery } from '../../api/directory.ts'
import type { FrontLineSearch } from '../ticket-routes.ts'

export function FrontLineFilters({ search }: { readonly search: FrontLineSearch }) {
  const { t } = useTranslation('front-line')
  const navigate = useNavigate()
  const lines = useQuery(productLinesQuery)
  const change = (change: { [K in keyof FrontLineSearch]?: FrontLineSearch[K] | undefined }) =>
    void navigate({ to: '/', search: (present) => present && strip({ ...present, ...change }), replace: true })
  return (
    <search className="front-line__filters" aria-label={t('filters.label')}>
      <Segmented<Severity | ''>
        aria-label={t('filters.severity')}
        value={search.severity ?? ''}
        onChange={(severity) => change({ severity: severity || undefined })}
        options={[
          { value: '', label: t('filters.allSeverities') },
          ...SEVERITIES.map((severity) => ({ value: severity, label: severity })),
        ]}
      />
      {/* The browser's own: the library's is a tenth of all script of this page. */}
      <select
        aria-label={t('filters.line')}
        className="plain-select front-line__line"
        value={search.line ?? ''}
        onChange={(event) => change({ line: event.target.value || undefined })}
      >
        <option value="">{t('filters.allLines')}</option>
        {(lines.data?.items ?? []).map((line) => (
          <option key={line.id} value={line.id}>
            {line.name}
          </option>
        ))}
      </select>
      <Checkbox checked={search.mine === 'true'} onChange={(event) => change({ mine: event.target.checked ? 'true' : undefined })}>
        {t('filters.mine')}
      </Checkbox>
    </search>
  )
}

function strip(search: Record<string, unknown>): FrontLineSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as FrontLineSearch
}
