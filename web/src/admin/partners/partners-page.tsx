import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllPages } from '../../api/use-all-pages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminPage } from '../admin-page.tsx'
import { SessionsDialog } from '../staff/sessions-dialog.tsx'
import { PartnerDialog } from './partner-dialog.tsx'
import { PartnerPeople } from './partner-people.tsx'
import { type Partner, type PartnerPerson, partnerPeopleQuery, partnersQuery } from './partner-queries.ts'
import { PartnerSheet } from './partner-sheet.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { SwitchDialog } from './switch-dialog.tsx'

const route = getRouteApi('/shell/admin/partners')
export type PartnerAct =
  | { readonly act: 'add-partner' | 'add-person' }
  | { readonly act: 'edit-partner' | 'switch-partner'; readonly partner: Partner }
  | { readonly act: 'edit-person' | 'switch-person' | 'sessions'; readonly person: PartnerPerson }

/** Companies that deliver beside us, and their people, who see only what they take part in. */
export function PartnersPage() {
  const { t } = useTranslation('admin')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const partners = useInfiniteQuery(partnersQuery)
  useAllPages(partners)
  const people = useInfiniteQuery(partnerPeopleQuery({ q: search.q, partnerId: search.partner }))
  const [open, setOpen] = useState<PartnerAct | null>(null)
  const companies = partners.data?.pages.flatMap((page) => page.items) ?? []
  const persons = people.data?.pages.flatMap((page) => page.items) ?? []
  const change = (next: { q?: string | undefined; partner?: string | undefined }) =>
    void navigate({ search: { ...search, ...next } as typeof search, replace: true })
  return (
    <AdminPage
      title={t('section.partners')}
      lead={t('partners.lead')}
      error={partners.error ?? people.error}
      onRetry={() => void Promise.all([partners.refetch(), people.refetch()])}
      waiting={partners.isPending}
      acts={
        <Button type="primary" onClick={() => setOpen({ act: 'add-partner' })}>
          {t('partners.add')}
        </Button>
      }
    >
      {companies.length === 0 ? <EmptyState title={t('partners.none')}>{t('partners.noneTeach')}</EmptyState> : null}
      {companies.length > 0 ? (
        <>
          <PartnerSheet partners={companies} onAct={setOpen} />
          <header className="admin-page__head">
            <h2>{t('partners.people')}</h2>
            <Button disabled={companies.every((one) => !one.active)} onClick={() => setOpen({ act: 'add-person' })}>
              {t('partners.addPerson')}
            </Button>
          </header>
          <div className="admin-filters">
            <Input.Search
              allowClear
              defaultValue={search.q ?? ''}
              aria-label={t('partners.find')}
              placeholder={t('partners.find')}
              onChange={(event) => change({ q: event.target.value || undefined })}
            />
            <Select
              allowClear
              aria-label={t('partners.company')}
              placeholder={t('partners.anyCompany')}
              value={search.partner ?? null}
              options={companies.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(partner) => change({ partner: partner ?? undefined })}
            />
          </div>
          {people.data && persons.length === 0 ? <EmptyState title={t('partners.nobody')}>{t('partners.nobodyTeach')}</EmptyState> : null}
          {persons.length > 0 ? <PartnerPeople people={persons} onAct={setOpen} /> : null}
          {people.hasNextPage ? (
            <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : null}
        </>
      ) : null}
      {open ? <Dialog open={open} companies={companies} wanted={search.partner} onClose={() => setOpen(null)} /> : null}
    </AdminPage>
  )
}

type DialogProps = {
  readonly open: PartnerAct
  readonly companies: readonly Partner[]
  readonly wanted: string | undefined
  readonly onClose: () => void
}

function Dialog({ open, companies, wanted, onClose }: DialogProps) {
  switch (open.act) {
    case 'add-partner':
      return <PartnerDialog partner={null} onClose={onClose} />
    case 'edit-partner':
      return <PartnerDialog partner={open.partner} onClose={onClose} />
    case 'add-person':
      return <PersonDialog person={null} companies={companies} wanted={wanted} onClose={onClose} />
    case 'edit-person':
      return <PersonDialog person={open.person} companies={companies} wanted={wanted} onClose={onClose} />
    case 'switch-partner':
      return <SwitchDialog path={`/partners/${open.partner.id}`} what="company" of={open.partner} onClose={onClose} />
    case 'switch-person':
      return <SwitchDialog path={`/partner-people/${open.person.id}`} what="person" of={open.person} onClose={onClose} />
    case 'sessions':
      return <SessionsDialog personKind="partner" person={open.person} onClose={onClose} />
  }
}
