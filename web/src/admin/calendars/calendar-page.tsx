import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarProblems } from '#obligations/rules/calendar'
import { serverNow } from '../../ui/now.ts'
import { AdminPage } from '../admin-page.tsx'
import { type Calendar, calendarQuery } from '../admin-queries.ts'
import { TimeZoneSelect } from '../time-zone-select.tsx'
import { WeekWindows } from '../week-windows.tsx'
import { documentOf, withRule } from './calendar-draft.ts'
import './calendars.css'
import { CalendarProblems } from './calendar-problems.tsx'
import { DayEditor } from './day-editor.tsx'
import { DeadlinePanel } from './deadline-panel.tsx'
import { FillHolidays } from './fill-holidays.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { YearPicture } from './year-picture.tsx'

const route = getRouteApi('/shell/admin/calendars/$id')

export function CalendarPage() {
  const { t } = useTranslation('admin')
  const { id } = route.useParams()
  const { data, error, isPending, refetch } = useQuery(calendarQuery(id))
  if (!data) {
    return (
      <AdminPage title={t('section.calendars')} error={error} onRetry={() => void refetch()} waiting={isPending}>
        {null}
      </AdminPage>
    )
  }
  return <Editor key={id} calendar={data} />
}

/** One calendar as it will be: nothing is saved before its effect on what is owed was shown. */
function Editor({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useTranslation('admin')
  const [base, setBase] = useState(calendar)
  const [name, setName] = useState(calendar.name)
  const [document, setDocument] = useState(() => documentOf(calendar))
  const [year, setYear] = useState(() => new Date(serverNow()).getFullYear())
  const [date, setDate] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const problems = calendarProblems(document)
  const bad = new Set(problems.filter(({ path }) => path.startsWith('windows.')).map(({ path }) => path.slice('windows.'.length)))
  const changed = name !== base.name || JSON.stringify(document) !== JSON.stringify(documentOf(base))
  const may = calendar.abilities.includes('edit')
  const take = (stored: Calendar, keepDraft: boolean) => {
    setBase(stored)
    if (keepDraft) return
    setName(stored.name)
    setDocument(documentOf(stored))
  }
  return (
    <AdminPage
      title={base.name}
      lead={t('calendars.editLead', { lines: base.productLines.map((line) => line.name).join(t('ui:listSeparator')) || t('nobody') })}
      acts={
        <>
          <Link to="/admin/calendars">{t('calendars.all')}</Link>
          {may && changed ? <Button onClick={() => take(base, false)}>{t('discard')}</Button> : null}
          {may ? (
            <Button type="primary" disabled={!changed || problems.length > 0 || name.trim() === ''} onClick={() => setSaving(true)}>
              {t('calendars.review')}
            </Button>
          ) : null}
        </>
      }
    >
      <CalendarProblems problems={problems} />
      <div className="calendar">
        <div className="calendar__side">
          <section className="panel setting">
            <h2>{t('calendars.basics')}</h2>
            <label className="stacked" htmlFor="calendar-name">
              {t('calendars.name')}
              <Input id="calendar-name" value={name} maxLength={80} disabled={!may} onChange={(event) => setName(event.target.value)} />
            </label>
            <div className="stacked">
              {t('timeZone')}
              <TimeZoneSelect
                label={t('timeZone')}
                disabled={!may}
                value={document.timeZone}
                onChange={(timeZone) => setDocument({ ...document, timeZone })}
              />
            </div>
            <WeekWindows
              label={t('calendars.week')}
              disabled={!may}
              bad={bad}
              value={document.windows}
              onChange={(windows) => setDocument({ ...document, windows: windows as typeof document.windows })}
            />
          </section>
          <DeadlinePanel document={document} sound={problems.length === 0} />
        </div>
        <section className="panel setting calendar__year">
          <header className="setting__head">
            <div className="admin-filters">
              <Button aria-label={t('calendars.yearBefore')} onClick={() => setYear(year - 1)}>
                <span aria-hidden="true">‹</span>
              </Button>
              <h2 className="tabular">{t('calendars.year', { year })}</h2>
              <Button aria-label={t('calendars.yearAfter')} onClick={() => setYear(year + 1)}>
                <span aria-hidden="true">›</span>
              </Button>
            </div>
            {may ? <FillHolidays year={year} document={document} onFill={setDocument} /> : null}
          </header>
          <YearPicture year={year} document={document} chosen={date} onChoose={setDate} />
          {date ? (
            <DayEditor
              date={date}
              document={document}
              disabled={!may}
              onRule={(rule) => setDocument(withRule(document, date, rule))}
              onClose={() => setDate(null)}
            />
          ) : (
            <p className="muted">{t('calendars.chooseDay')}</p>
          )}
        </section>
      </div>
      {saving ? <SaveDialog calendar={base} name={name} document={document} onTake={take} onClose={() => setSaving(false)} /> : null}
    </AdminPage>
  )
}
