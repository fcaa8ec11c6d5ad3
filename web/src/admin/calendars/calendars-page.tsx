import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WEEKDAYS } from '#obligations/rules/local-date'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { AdminPage } from '../admin-page.tsx'
import { type Calendar, calendarsQuery } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeZoneSelect } from '../time-zone-select.tsx'
import { documentOf } from './calendar-draft.ts'

const WORKDAY = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const

/** The calendars that deadlines are counted on. */
export function CalendarsPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const { data, error, isPending, refetch } = useQuery(calendarsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <AdminPage
      title={t('section.calendars')}
      lead={t('calendars.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        me?.abilities.includes('set up the workspace') ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('calendars.add')}
          </Button>
        ) : null
      }
    >
      <Sheet
        label={t('section.calendars')}
        heads={[t('calendars.name'), t('timeZone'), t('calendars.week'), t('calendars.dates'), t('calendars.usedBy')]}
      >
        {(data?.items ?? []).map((calendar) => (
          <Row key={calendar.id} calendar={calendar} />
        ))}
      </Sheet>
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </AdminPage>
  )
}

function Row({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useTranslation('admin')
  const document = documentOf(calendar)
  const days = WEEKDAYS.filter((day) => (document.windows[day] ?? []).length > 0)
  const count = { holidays: document.holidays.length, added: document.addedDays.length, exceptions: document.exceptions.length }
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/calendars/$id" params={{ id: calendar.id }}>
          {calendar.name}
        </Link>
      </th>
      <td>{document.timeZone}</td>
      <td>{days.map((day) => t(`weekday.${day}`)).join(t('ui:listSeparator'))}</td>
      <td>{t('calendars.counts', count)}</td>
      <td>{calendar.productLines.map((line) => line.name).join(t('ui:listSeparator')) || t('nobody')}</td>
    </tr>
  )
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = async ({ name, timeZone }: { name: string; timeZone: string }) => {
    const windows = { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY }
    const made = await api.post<Calendar>('/calendars', { name, document: { timeZone, windows } })
    void client.invalidateQueries({ queryKey: ['calendars'] })
    await navigate({ to: '/admin/calendars/$id', params: { id: made.id } })
  }
  return (
    <EditDialog<{ name: string; timeZone: string }>
      title={t('calendars.add')}
      submit={t('calendars.add')}
      name="calendar"
      initial={{ timeZone: 'Asia/Shanghai' }}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('calendars.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="timeZone" required label={t('timeZone')} extra={t('calendars.addTeach')}>
        <TimeZoneSelect label={t('timeZone')} />
      </Form.Item>
    </EditDialog>
  )
}
