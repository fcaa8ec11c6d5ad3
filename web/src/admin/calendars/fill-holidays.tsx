import { useMutation } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { say } from '../../ui/say.ts'
import type { Holidays } from '../admin-queries.ts'
import { withHolidays } from './calendar-draft.ts'

const COUNTRIES = ['CN', 'HK', 'TW', 'SG', 'JP', 'US', 'GB', 'DE'] as const
type Props = { readonly year: number; readonly document: CalendarDocument; readonly onFill: (document: CalendarDocument) => void }

/** The year's public holidays and adjusted working days into the draft; a year without official data says so. */
export function FillHolidays({ year, document, onFill }: Props) {
  const { t, i18n } = useTranslation('admin')
  const [country, setCountry] = useState<string>('CN')
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' })
  const fill = useMutation({
    mutationFn: () => api.get<Holidays>('/holidays', { country, year }),
    onSuccess: ({ holidays, addedDays, missing }) => {
      if (missing) return say('warning', t('calendars.missing', { year }))
      onFill(withHolidays(document, year, holidays, addedDays))
      say('success', t('calendars.filled', { holidays: holidays.length, added: addedDays.length }))
    },
    onError: (fault) => say('error', asProblem(fault).message),
  })
  return (
    <div className="admin-filters">
      <Select
        aria-label={t('calendars.country')}
        value={country}
        onChange={setCountry}
        options={COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code }))}
      />
      <Button loading={fill.isPending} onClick={() => fill.mutate()}>
        {t('calendars.fill', { year })}
      </Button>
    </div>
  )
}
