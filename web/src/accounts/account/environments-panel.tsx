import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowActs } from '../../admin/row-acts.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type Account, type Environment, environmentsOfQuery } from '../accounts-queries.ts'
import { EnvironmentDialog } from './environment-dialog.tsx'

/** What runs at this customer, with every special fact that a report is filled with. */
export function EnvironmentsPanel({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const [archived, setArchived] = useState(false)
  const { data, error, isPending, refetch } = useQuery(environmentsOfQuery(account.id, archived))
  const [open, setOpen] = useState<Environment | 'new' | null>(null)
  return (
    <div className="admin-page">
      <div className="admin-filters">
        {account.abilities.includes('add-environment') ? <Button onClick={() => setOpen('new')}>{t('environments.add')}</Button> : null}
        <Switch size="small" aria-label={t('showArchived')} checked={archived} onChange={setArchived} />
        <span aria-hidden="true">{t('showArchived')}</span>
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <SkeletonRows rows={2} height={96} /> : null}
      {data && data.items.length === 0 ? <EmptyState title={t('environments.none')}>{t('environments.noneTeach')}</EmptyState> : null}
      <div className="cards">
        {(data?.items ?? []).map((environment) => (
          <article key={environment.id} className="panel setting">
            <header className="setting__head">
              <h2>
                {environment.name} {environment.archivedAt === null ? null : <span className="tag">{t('admin:archived')}</span>}
              </h2>
              <span>
                {environment.abilities.includes('edit') ? (
                  <RowActs of={environment.name} acts={[{ key: 'edit', word: t('admin:edit'), onAct: () => setOpen(environment) }]} />
                ) : null}
              </span>
            </header>
            <dl>
              <dt>{t('environments.deployment')}</dt>
              <dd>{t(`vocabulary:deployment.${environment.deployment}`)}</dd>
              <dt>{t('environments.version')}</dt>
              <dd>{environment.productVersion ?? t('environments.unknown')}</dd>
              <dt>{t('admin:lines.one')}</dt>
              <dd>{environment.productLine?.name ?? t('environments.unknown')}</dd>
              {Object.entries(environment.details).map(([name, value]) => (
                <Detail key={name} name={name} value={value} />
              ))}
            </dl>
          </article>
        ))}
      </div>
      {open ? <EnvironmentDialog account={account} environment={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function Detail({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
