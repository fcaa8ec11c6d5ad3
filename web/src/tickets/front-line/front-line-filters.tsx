import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Segmented, Select } from 'antd'
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
      <Select
        aria-label={t('filters.line')}
        className="front-line__line"
        value={search.line ?? ''}
        onChange={(line) => change({ line: line || undefined })}
        options={[
          { value: '', label: t('filters.allLines') },
          ...(lines.data?.items ?? []).map((line) => ({ value: line.id, label: line.name })),
        ]}
        popupMatchSelectWidth={false}
      />
      <Checkbox checked={search.mine === 'true'} onChange={(event) => change({ mine: event.target.checked ? 'true' : undefined })}>
        {t('filters.mine')}
      </Checkbox>
    </search>
  )
}

function strip(search: Record<string, unknown>): FrontLineSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as FrontLineSearch
}
