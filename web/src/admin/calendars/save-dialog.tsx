import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { serverNow } from '../../ui/now.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { say } from '../../ui/say.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { shortText } from '../../ui/time-text.ts'
import type { Calendar, CalendarImpact } from '../admin-queries.ts'
import { wireDocument } from './calendar-draft.ts'

type Props = {
  readonly calendar: Calendar
  readonly name: string
  readonly document: CalendarDocument
  readonly onTake: (stored: Calendar, keepDraft: boolean) => void
  readonly onClose: () => void
}

/** What the edit does to what is owed, before it is done. */
export function SaveDialog({ calendar, name, document, onTake, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const wire = wireDocument(document)
  const impact = useQuery({
    queryKey: ['calendar-impact', calendar.id, wire],
    queryFn: () => api.post<CalendarImpact>(`/calendars/${calendar.id}/impacts`, { document: wire }),
    staleTime: 0,
  })
  const save = useMutation({
    mutationFn: () => api.patch<Calendar>(`/calendars/${calendar.id}`, { name: name.trim(), document: wire }, calendar.version),
    onSuccess: (stored) => {
      client.setQueryData(['calendars', calendar.id], stored)
      void client.invalidateQueries({ queryKey: ['calendars'], exact: true })
      onTake(stored, false)
      say('success', t('saved'))
      onClose()
    },
  })
  const stale = save.error !== null && asProblem(save.error).code === 'stale-version'
  const refresh = useMutation({
    mutationFn: (_keep: boolean) => api.get<Calendar>(`/calendars/${calendar.id}`),
    onSuccess: (stored, keep) => {
      client.setQueryData(['calendars', calendar.id], stored)
      onTake(stored, keep)
      save.reset()
      onClose()
    },
  })
  return (
    <Modal
      open
      width={620}
      title={t('calendars.review')}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="back" onClick={onClose}>
          {t('calendars.back')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} disabled={!impact.data || stale} onClick={() => save.mutate()}>
          {t('save')}
        </Button>,
      ]}
    >
      <div className="edit-dialog">
        <ProblemAlert error={impact.error ?? save.error ?? refresh.error} />
        {stale ? (
          <div className="edit-dialog__stale">
            <Button onClick={() => refresh.mutate(false)}>{t('stale.take')}</Button>
            <Button onClick={() => refresh.mutate(true)}>{t('stale.keep')}</Button>
          </div>
        ) : null}
        {impact.isPending && !impact.error ? <SkeletonRows rows={2} height={40} /> : null}
        {impact.data ? <Impact impact={impact.data} /> : null}
      </div>
    </Modal>
  )
}

function Impact({ impact }: { readonly impact: CalendarImpact }) {
  const { t, i18n } = useTranslation('admin')
  const when = (at: string | null) => (at === null ? t('deadline.none') : shortText(Date.parse(at), serverNow(), i18n.language))
  if (impact.earlier + impact.later === 0) return <p>{t('calendars.noImpact', { n: impact.counted })}</p>
  return (
    <div className="moves">
      <strong>{t('calendars.impact', { counted: impact.counted, earlier: impact.earlier, later: impact.later })}</strong>
      <ul>
        {impact.moved.map((moved) => (
          <li key={moved.id}>
            {moved.ticketId ? (
              <Link to="/tickets/$number" params={{ number: moved.ticketId }} target="_blank">
                {t(`owed.${moved.kind}`)}
              </Link>
            ) : (
              t(`owed.${moved.kind}`)
            )}{' '}
            {t('calendars.moved', { was: when(moved.wasDueAt), now: when(moved.dueAt) })}
          </li>
        ))}
      </ul>
      {impact.earlier + impact.later > impact.moved.length ? <p>{t('calendars.firstOnly', { n: impact.moved.length })}</p> : null}
    </div>
  )
}
