import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { functionsQuery, useFunctionNames } from '../../api/functions.ts'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type Staff, staffPagesQuery } from '../admin-queries.ts'
import { AwayDialog } from './away-dialog.tsx'
import { DisableDialog } from './disable-dialog.tsx'
import { SessionsDialog } from './sessions-dialog.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { StaffTable } from './staff-table.tsx'

const route = getRouteApi('/shell/admin/staff')
export type StaffAct = 'edit' | 'away' | 'sessions' | 'disable' | 'enable'
type Open = { readonly act: 'add' } | { readonly act: StaffAct; readonly person: Staff } | null

/** Our people: found, added, changed, away, disabled. */
export function StaffPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const nameOf = useFunctionNames()
  const functions = useQuery(functionsQuery)
  const [open, setOpen] = useState<Open>(null)
  const active = search.show === 'all' ? undefined : search.show === 'disabled' ? 'false' : 'true'
  const staff = useInfiniteQuery(staffPagesQuery({ q: search.q, function: search.function, active }))
  const people = staff.data?.pages.flatMap((page) => page.items) ?? []
  const change = (next: Partial<typeof search>) => void navigate({ search: { ...search, ...next }, replace: true })
  const may = me?.abilities.includes('set up the workspace') ?? false
  return (
    <AdminPage
      title={t('section.staff')}
      lead={t('staff.lead')}
      acts={
        may ? (
          <Button type="primary" onClick={() => setOpen({ act: 'add' })}>
            {t('staff.add')}
          </Button>
        ) : null
      }
      error={staff.error}
      onRetry={() => void staff.refetch()}
    >
      <div className="admin-filters">
        <Input.Search
          allowClear
          defaultValue={search.q ?? ''}
          aria-label={t('staff.find')}
          placeholder={t('staff.find')}
          onChange={(event) => change({ q: event.target.value || undefined } as Partial<typeof search>)}
        />
        <Select
          allowClear
          aria-label={t('staff.functions')}
          placeholder={t('staff.anyFunction')}
          value={search.function ?? null}
          options={(functions.data?.items ?? []).map((each) => ({ value: each.key, label: nameOf(each.key) }))}
          onChange={(key) => change({ function: key ?? undefined } as Partial<typeof search>)}
        />
        <Select
          aria-label={t('staff.show')}
          value={search.show ?? 'active'}
          options={(['active', 'disabled', 'all'] as const).map((value) => ({ value, label: t(`staff.showWord.${value}`) }))}
          onChange={(show) => change({ show: show === 'active' ? undefined : show } as Partial<typeof search>)}
        />
      </div>
      {staff.data && people.length === 0 ? <EmptyState title={t('staff.none')}>{t('staff.noneTeach')}</EmptyState> : null}
      {people.length > 0 ? <StaffTable people={people} onAct={(act, person) => setOpen({ act, person })} /> : null}
      {staff.hasNextPage ? (
        <Button loading={staff.isFetchingNextPage} onClick={() => void staff.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {open ? <Dialog open={open} onClose={() => setOpen(null)} /> : null}
    </AdminPage>
  )
}

function Dialog({ open, onClose }: { readonly open: NonNullable<Open>; readonly onClose: () => void }) {
  switch (open.act) {
    case 'add':
      return <StaffDialog person={null} onClose={onClose} />
    case 'edit':
      return <StaffDialog person={open.person} onClose={onClose} />
    case 'away':
      return <AwayDialog person={open.person} onClose={onClose} />
    case 'sessions':
      return <SessionsDialog personKind="staff" person={open.person} onClose={onClose} />
    case 'disable':
    case 'enable':
      return <DisableDialog person={open.person} onClose={onClose} />
  }
}
