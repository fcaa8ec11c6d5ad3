import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addMonths, MOST_MONTHS } from '#reports/rules/months'
import { productLinesQuery } from '../api/directory.ts'
import { AccountSelect } from '../ui/account-select.tsx'
import { serverNow } from '../ui/now.ts'
import { monthText } from './figures.ts'
import type { QualitiesPage } from './reports-queries.ts'
import type { ReportsSearch } from './reports-route.ts'

const route = getRouteApi('/shell/reports')
/** How far back the choice of months goes. */
const CHOICE = 36

/** Months, customer and line; they stand in the address. `shown`: what the present figures are of. */
export function ReportFilters({ shown }: { readonly shown: QualitiesPage | undefined }) {
  const { t, i18n } = useTranslation('reports')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const lines = useQuery(productLinesQuery)
  const change = (next: { [K in keyof ReportsSearch]: string | undefined }) =>
    void navigate({ search: { ...search, ...next } as ReportsSearch, replace: true })
  const present = new Date(serverNow()).toISOString().slice(0, 7)
  const months = Array.from({ length: CHOICE }, (_, index) => addMonths(present, -index))
  const from = search.from ?? shown?.from
  const to = search.to ?? shown?.to
  const option = (month: string) => ({ value: month, label: monthText(month, i18n.language) })
  return (
    <div className="reports__filters">
      <Select
        aria-label={t('from')}
        placeholder={t('from')}
        value={from ?? null}
        options={withMonth(months, from).map(option)}
        onChange={(month: string) => change({ from: month, to: within(month, to) })}
      />
      <span aria-hidden="true">–</span>
      <Select
        aria-label={t('to')}
        placeholder={t('to')}
        value={to ?? null}
        options={withMonth(months, to).map(option)}
        onChange={(month: string) =>
          change({ to: month, from: from === undefined || from > month || addMonths(from, MOST_MONTHS - 1) < month ? month : from })
        }
      />
      <AccountSelect
        label={t('account')}
        {...(search.account ? { value: search.account } : {})}
        onChange={(account) => change({ account })}
      />
      <Select
        allowClear
        aria-label={t('line')}
        placeholder={t('anyLine')}
        value={search.line ?? null}
        options={(lines.data?.items ?? []).map((line) => ({ value: line.id, label: line.name }))}
        onChange={(line: string | undefined) => change({ line })}
      />
    </div>
  )
}

/** The end that goes with a new beginning: the present one where that is still a range, else the beginning itself. */
function within(from: string, to: string | undefined): string {
  return to === undefined || to < from || addMonths(from, MOST_MONTHS - 1) < to ? from : to
}

/** A month of an old address is a choice too. */
function withMonth(months: readonly string[], month: string | undefined): readonly string[] {
  return month === undefined || months.includes(month) ? months : [...months, month].toSorted().toReversed()
}
