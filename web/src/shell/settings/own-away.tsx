import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import { answered, http, ifMatch } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { OwnSection } from '../../auth/own/own-section.tsx'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { serverNow, useNow } from '../../ui/now.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { shortText } from '../../ui/time-text.ts'
import { ownStaffQuery } from './own-staff-query.ts'

type Away = { readonly from: number | null; readonly until: number | null }
const BACK: Away = { from: null, until: null }

/** When one is away, and what that does. */
export function OwnAway() {
  const { t } = useTranslation('settings')
  const id = useMe()?.id ?? ''
  const client = useQueryClient()
  const { data: own, error, refetch } = useQuery({ ...ownStaffQuery(id), enabled: id !== '' })
  const [open, setOpen] = useState(false)
  const now = useNow(1_000)
  const save = useMutation({
    mutationFn: ({ from, until }: Away) =>
      answered(
        http.PUT('/api/v1/staff/{id}/away', {
          params: { path: { id } },
          body: { from: textOf(from), until: textOf(until) },
          headers: ifMatch(own?.version ?? 0),
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(ownStaffQuery(id).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['staff'] })
      void client.invalidateQueries({ queryKey: ['on-duty'] })
      setOpen(false)
    },
    // Somebody else changed it meanwhile: the newest stands there for the next try.
    onError: () => void refetch(),
  })
  const until = own?.awayUntil ? Date.parse(own.awayUntil) : null
  const planned = own?.awayFrom && until !== null && until > now ? { from: Date.parse(own.awayFrom), until } : null
  return (
    <OwnSection title={t('away.title')} teach={t('away.teach')} state={own ? <Standing planned={planned} /> : null}>
      <ul className="settings__effects">
        <li>{t('away.effectNew')}</li>
        <li>{t('away.effectHeld')}</li>
        <li>{t('away.effectRoster')}</li>
      </ul>
      <ProblemAlert error={error ?? save.error} />
      {own || error ? null : <SkeletonRows rows={1} height={36} />}
      {own && open ? (
        <AwayForm initial={planned} saving={save.isPending} onSave={(away) => save.mutate(away)} onCancel={() => setOpen(false)} />
      ) : null}
      {own && !open ? (
        <div className="own__acts">
          <Button type={planned ? 'default' : 'primary'} onClick={() => setOpen(true)}>
            {t(planned ? 'away.change' : 'away.set')}
          </Button>
          {planned ? (
            <Button loading={save.isPending} onClick={() => save.mutate(BACK)}>
              {t(planned.from <= now ? 'away.back' : 'away.cancel')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </OwnSection>
  )
}

function Standing({ planned }: { readonly planned: { readonly from: number; readonly until: number } | null }) {
  const { t, i18n } = useTranslation('settings')
  const now = useNow(1_000)
  if (!planned) return <span className="own__state own__state--on">{t('away.here')}</span>
  const words = { from: shortText(planned.from, now, i18n.language), until: shortText(planned.until, now, i18n.language) }
  return <span className="own__state own__state--warn">{t(planned.from > now ? 'away.planned' : 'away.until', words)}</span>
}

type FormProps = {
  readonly initial: { readonly from: number; readonly until: number } | null
  readonly saving: boolean
  readonly onSave: (away: Away) => void
  readonly onCancel: () => void
}

function AwayForm({ initial, saving, onSave, onCancel }: FormProps) {
  const { t } = useTranslation('settings')
  const needed = { required: true, message: t('away.needed') }
  return (
    <Form
      name="away"
      layout="vertical"
      requiredMark={false}
      initialValues={initial ?? { from: serverNow(), until: null }}
      onFinish={onSave}
    >
      <div className="settings__pair">
        <Form.Item name="from" label={t('away.from')} rules={[needed]}>
          <DateTimeField label={t('away.from')} picks={['today18', 'tomorrow10']} clearable={false} />
        </Form.Item>
        <Form.Item
          name="until"
          label={t('away.to')}
          dependencies={['from']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, until: number | null) =>
                until === null || until > (getFieldValue('from') ?? 0) ? Promise.resolve() : Promise.reject(new Error(t('away.backwards'))),
            }),
          ]}
        >
          <DateTimeField label={t('away.to')} picks={['tomorrow10', 'in2d', 'in7d']} clearable={false} />
        </Form.Item>
      </div>
      <div className="own__acts">
        <Button type="primary" htmlType="submit" loading={saving}>
          {t('away.save')}
        </Button>
        <Button onClick={onCancel}>{t('security:cancel')}</Button>
      </div>
    </Form>
  )
}

const textOf = (at: number | null): string | null => (at === null ? null : formatInstant(instant(at)))
