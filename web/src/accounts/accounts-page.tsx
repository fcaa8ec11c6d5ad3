import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../admin/sheet.tsx'
import '../admin/admin.css'
import '../admin/cards.css'
import '../admin/tags.css'
import { useMe } from '../api/me.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { AccountDialog } from './account/account-dialog.tsx'
import './accounts.css'
import { type Account, accountPagesQuery } from './accounts-queries.ts'
import { TierTag } from './tier-tag.tsx'

const route = getRouteApi('/shell/accounts')
const TIERS = ['standard', 'priority', 'strategic'] as const

/** Every customer company, found by name or mail domain. */
export function AccountsPage() {
  const { t } = useTranslation('accounts')
  usePageTitle(t('title'))
  const me = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const filters = { q: search.q, tier: search.tier, servicePersonId: search.mine ? me?.id : undefined, archived: search.archived }
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(accountPagesQuery(filters))
  const accounts = data?.pages.flatMap((page) => page.items) ?? []
  const change = (next: Record<string, string | undefined>) =>
    void navigate({ search: { ...search, ...next } as typeof search, replace: true })
  return (
    <div className="accounts admin-page">
      <header className="admin-page__head">
        <h1>{t('title')}</h1>
        {me?.abilities.includes('create accounts') ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        ) : null}
      </header>
      <div className="admin-filters">
        <Input.Search
          allowClear
          defaultValue={search.q ?? ''}
          aria-label={t('find')}
          placeholder={t('find')}
          onChange={(event) => change({ q: event.target.value || undefined })}
        />
        <Select
          allowClear
          aria-label={t('tier')}
          placeholder={t('anyTier')}
          value={search.tier ?? null}
          options={TIERS.map((value) => ({ value, label: t(`vocabulary:tier.${value}`) }))}
          onChange={(tier) => change({ tier: tier ?? undefined })}
        />
        <Toggle label={t('mine')} on={search.mine === 'true'} onChange={(on) => change({ mine: on ? 'true' : undefined })} />
        <Toggle
          label={t('showArchived')}
          on={search.archived === 'true'}
          onChange={(on) => change({ archived: on ? 'true' : undefined })}
        />
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={8} height={48} /> : null}
      {data && accounts.length === 0 ? <EmptyState title={t('none')}>{t('noneTeach')}</EmptyState> : null}
      {accounts.length > 0 ? <AccountTable accounts={accounts} /> : null}
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('admin:more')}
        </Button>
      ) : null}
      {adding ? <AccountDialog account={null} onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function Toggle({ label, on, onChange }: { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <span className="admin-filters">
      <Switch size="small" aria-label={label} checked={on} onChange={onChange} />
      <span aria-hidden="true">{label}</span>
    </span>
  )
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation('accounts')
  return (
    <Sheet label={t('title')} heads={[t('name'), t('tier'), t('servicePerson'), t('region'), t('industry'), t('access')]}>
      {accounts.map((account) => (
        <tr key={account.id} className={account.archivedAt === null ? '' : 'sheet__off'}>
          <th scope="row">
            <Link to="/accounts/$id" params={{ id: account.id }}>
              {account.name}
            </Link>
            <span className="sheet__sub">
              {account.kind === 'customer' ? account.domains.join(t('ui:listSeparator')) : t(`kind.${account.kind}`)}
            </span>
          </th>
          <td>
            <TierTag tier={account.tier} />
          </td>
          <td>{account.servicePerson?.name ?? <span className="muted">{t('unassigned')}</span>}</td>
          <td>{account.region}</td>
          <td>{account.industry}</td>
          <td>
            {account.archivedAt === null ? null : <span className="tag">{t('admin:archived')}</span>}
            {account.access === 'restricted' ? <span className="tag tag--warn">{t('restricted')}</span> : t('open')}
          </td>
        </tr>
      ))}
    </Sheet>
  )
}
