import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, instant } from '#kernel/instant'
import { productLinesQuery } from '../../api/directory.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { serverNow } from '../../ui/now.ts'
import { AdminPage } from '../admin-page.tsx'
import { type Roster, rostersQuery, squadsQuery } from '../admin-queries.ts'
import { CopyWeek } from './copy-week.tsx'
import { RosterDialog } from './roster-dialog.tsx'
import { RosterGrid } from './roster-grid.tsx'
import './rosters.css'
import { dayStart, mondayOf, shiftDays } from './week.ts'

const route = getRouteApi('/shell/admin/rosters')
export type RosterOpen = { readonly entry: Roster } | { readonly day: string; readonly functionKey: string | null }

/** Who is on duty for a line, a week at a time. */
export function RostersPage() {
  const { t, i18n } = useTranslation('admin')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const lines = useQuery(productLinesQuery)
  const squads = useQuery(squadsQuery)
  const editable = (lines.data?.items ?? []).filter((line) => line.abilities.includes('edit-rosters'))
  const line = lines.data?.items.find((each) => each.id === search.line) ?? editable[0] ?? lines.data?.items[0]
  const monday = mondayOf(dayStart(search.week ?? mondayOf(serverNow())))
  const window = { from: text(dayStart(monday)), to: text(dayStart(shiftDays(monday, 7))) }
  const rosters = useQuery(rostersQuery({ productLineId: line?.id ?? '', ...window }))
  const [open, setOpen] = useState<RosterOpen | null>(null)
  const may = line?.abilities.includes('edit-rosters') ?? false
  const ofSquads = (squads.data?.items ?? []).filter((squad) => squad.productLine.id === line?.id).flatMap((squad) => squad.members)
  const go = (week: string) => void navigate({ search: { ...search, week } })
  if (lines.data && !line) return <EmptyState title={t('lines.none')}>{t('lines.noneTeach')}</EmptyState>
  return (
    <AdminPage
      title={t('section.rosters')}
      lead={t('rosters.lead', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      error={lines.error ?? rosters.error}
      onRetry={() => void rosters.refetch()}
      waiting={lines.isPending || (rosters.isPending && !rosters.data)}
      acts={
        may && line ? (
          <>
            <CopyWeek lineId={line.id} monday={monday} present={rosters.data?.items ?? []} />
            <Button type="primary" onClick={() => setOpen({ day: monday, functionKey: null })}>
              {t('rosters.add')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="admin-filters">
        <Select
          aria-label={t('lines.one')}
          value={line?.id ?? null}
          options={(lines.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          onChange={(id) => void navigate({ search: { ...search, line: id } as typeof search })}
        />
        <Button aria-label={t('rosters.before')} onClick={() => go(shiftDays(monday, -7))}>
          <span aria-hidden="true">‹</span>
        </Button>
        <strong className="tabular">{rangeText(monday, i18n.language)}</strong>
        <Button aria-label={t('rosters.after')} onClick={() => go(shiftDays(monday, 7))}>
          <span aria-hidden="true">›</span>
        </Button>
        <Button type="text" onClick={() => go(mondayOf(serverNow()))}>
          {t('rosters.thisWeek')}
        </Button>
      </div>
      <RosterGrid
        monday={monday}
        entries={rosters.data?.items ?? []}
        functions={[...new Set(ofSquads.map((member) => member.function))]}
        editable={may}
        onOpen={setOpen}
      />
      <p className="muted">{t('rosters.emptyMeans')}</p>
      {open && line ? (
        <RosterDialog key={'entry' in open ? open.entry.id : open.day} open={open} lineId={line.id} onClose={() => setOpen(null)} />
      ) : null}
    </AdminPage>
  )
}

function text(at: number): string {
  return formatInstant(instant(at))
}

function rangeText(monday: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).formatRange(
    dayStart(monday),
    dayStart(shiftDays(monday, 6)),
  )
}
