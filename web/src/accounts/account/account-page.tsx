import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../../admin/admin.css'
import '../../admin/cards.css'
import '../../admin/tags.css'
import { asProblem } from '../../api/problem.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import '../accounts.css'
import { type Account, oneAccountQuery } from '../accounts-queries.ts'
import type { AccountTab } from '../accounts-routes.tsx'
import { TierTag } from '../tier-tag.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { AccountTickets } from './account-tickets.tsx'
import { ContactsPanel } from './contacts-panel.tsx'
import { ContractsPanel } from './contracts-panel.tsx'
import { EnvironmentsPanel } from './environments-panel.tsx'
import { TicketHistory } from './ticket-history.tsx'

const route = getRouteApi('/shell/accounts/$id')

/** One customer: who they are, who of theirs matters, what runs there, what was agreed, what went wrong. */
export function AccountPage() {
  const { t } = useTranslation('accounts')
  const { id } = route.useParams()
  const { data: account, error, refetch } = useQuery(oneAccountQuery(id))
  usePageTitle(account?.name ?? t('title'))
  if (account) return <Shown account={account} />
  if (!error) return <SkeletonRows rows={6} />
  if (asProblem(error).status !== 404) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  return (
    <>
      <h1 className="for-readers">{t('title')}</h1>
      <EmptyState title={t('missing')} act={<Link to="/accounts">{t('title')}</Link>}>
        {t('missingTeach')}
      </EmptyState>
    </>
  )
}

function Shown({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const { tab = 'contacts' } = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState(false)
  return (
    <div className="accounts admin-page">
      <header className="admin-page__head">
        <div>
          <p className="muted">
            <Link to="/accounts">{t('title')}</Link>
          </p>
          <h1 className="accounts__name">
            {account.name} <TierTag tier={account.tier} />
            {account.archivedAt === null ? null : <span className="tag">{t('admin:archived')}</span>}
            {account.access === 'restricted' ? <span className="tag tag--warn">{t('restricted')}</span> : null}
          </h1>
        </div>
        <div className="admin-page__acts">
          <Link to="/report" search={{ account: account.id }} className="as-button">
            {t('shell:report')}
          </Link>
          {account.abilities.includes('edit') ? <Button onClick={() => setEditing(true)}>{t('admin:edit')}</Button> : null}
        </div>
      </header>
      <Facts account={account} />
      <TicketHistory accountId={account.id} />
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ search: { tab: next as AccountTab }, replace: true })}
        destroyOnHidden
        items={[
          { key: 'contacts', label: t('contacts.title'), children: <ContactsPanel account={account} /> },
          { key: 'tickets', label: t('tickets.title'), children: <AccountTickets accountId={account.id} /> },
          { key: 'environments', label: t('environments.title'), children: <EnvironmentsPanel account={account} /> },
          { key: 'contracts', label: t('contracts.title'), children: <ContractsPanel account={account} /> },
        ]}
      />
      {editing ? <AccountDialog account={account} onClose={() => setEditing(false)} /> : null}
    </div>
  )
}

function Facts({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const facts: readonly (readonly [string, string])[] = [
    [t('servicePerson'), account.servicePerson?.name ?? t('unassigned')],
    [t('domains'), account.domains.join(t('ui:listSeparator'))],
    [t('region'), account.region ?? ''],
    [t('industry'), account.industry ?? ''],
    [t('admin:timeZone'), account.timeZone],
    [t('team'), account.team.map((each) => each.name).join(t('ui:listSeparator'))],
  ]
  return (
    <dl className="panel accounts__facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
