import { useMutation } from '@tanstack/react-query'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { api } from '../../api/client.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { serverNow } from '../../ui/now.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { DeadlinePreview } from '../admin-queries.ts'
import { wireDocument } from './calendar-draft.ts'

type Unit = 'minutes' | 'hours' | 'workingDays'

/** When a target would be due on the calendar as it stands here, with the arithmetic step by step. */
export function DeadlinePanel({ document, sound }: { readonly document: CalendarDocument; readonly sound: boolean }) {
  const { t, i18n } = useTranslation('admin')
  const [amount, setAmount] = useState(4)
  const [unit, setUnit] = useState<Unit>('hours')
  const [armedAt, setArmedAt] = useState<number | null>(() => Math.floor(serverNow() / 60_000) * 60_000)
  const preview = useMutation({
    mutationFn: (at: number) =>
      api.post<DeadlinePreview>('/deadline-previews', {
        calendar: wireDocument(document),
        target: unit === 'workingDays' ? { workingDays: amount } : { minutes: amount * (unit === 'hours' ? 60 : 1) },
        armedAt: formatInstant(instant(at)),
      }),
  })
  const inZone = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: 'full',
    timeStyle: 'short',
    hour12: false,
    timeZone: sound ? document.timeZone : 'UTC',
  })
  return (
    <section className="panel setting">
      <h2>{t('deadline.title')}</h2>
      <div className="admin-filters">
        <InputNumber
          aria-label={t('deadline.amount')}
          min={1}
          max={10_000}
          precision={0}
          value={amount}
          onChange={(value) => setAmount(value ?? 1)}
        />
        <Select
          aria-label={t('deadline.unit')}
          value={unit}
          onChange={setUnit}
          options={(['minutes', 'hours', 'workingDays'] as const).map((value) => ({ value, label: t(`deadline.${value}`) }))}
        />
      </div>
      <DateTimeField label={t('deadline.armedAt')} picks={[]} clearable={false} value={armedAt} onChange={setArmedAt} />
      <Button disabled={!sound || armedAt === null} loading={preview.isPending} onClick={() => armedAt !== null && preview.mutate(armedAt)}>
        {t('deadline.count')}
      </Button>
      <ProblemAlert error={preview.error} />
      {preview.data ? (
        <div className="deadline" aria-live="polite">
          <p className="deadline__due">
            {t('deadline.due')} <strong>{preview.data.dueAt ? inZone.format(Date.parse(preview.data.dueAt)) : t('deadline.none')}</strong>
          </p>
          <ol>
            {preview.data.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are told in order and never move
              <li key={index}>{step.text}</li>
            ))}
          </ol>
        </div>
      ) : null}
    </section>
  )
}
