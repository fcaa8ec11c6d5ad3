import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { productLinesQuery } from '../../api/directory.ts'
import { useFunctionNames } from '../../api/functions.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type Squad, squadsQuery } from '../admin-queries.ts'
import { RowActs } from '../row-acts.tsx'
import { SquadDialog } from './squad-dialog.tsx'

/** The squads of every line: who leads, and who is in them for which function. */
export function SquadsPage() {
  const { t } = useTranslation('admin')
  const lines = useQuery(productLinesQuery)
  const { data, error, isPending, refetch } = useQuery(squadsQuery)
  const [open, setOpen] = useState<Squad | 'new' | null>(null)
  const mine = (lines.data?.items ?? []).filter((line) => line.abilities.includes('edit-squads'))
  return (
    <AdminPage
      title={t('section.squads')}
      lead={t('squads.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        mine.length > 0 ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('squads.add')}
          </Button>
        ) : null
      }
    >
      {data && data.items.length === 0 ? <EmptyState title={t('squads.none')}>{t('squads.noneTeach')}</EmptyState> : null}
      <div className="cards">
        {(data?.items ?? []).map((squad) => (
          <SquadCard key={squad.id} squad={squad} onEdit={() => setOpen(squad)} />
        ))}
      </div>
      {open ? (
        <SquadDialog
          squad={open === 'new' ? null : open}
          lines={mine.map(({ id, name }) => ({ id, name }))}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </AdminPage>
  )
}

function SquadCard({ squad, onEdit }: { readonly squad: Squad; readonly onEdit: () => void }) {
  const { t } = useTranslation('admin')
  const nameOf = useFunctionNames()
  const functions = [...new Set(squad.members.map((member) => member.function))]
  return (
    <article className="panel setting">
      <header className="setting__head">
        <h2>
          {squad.name} <span className="muted">{squad.productLine.name}</span>
        </h2>
        <span>
          {squad.abilities.includes('edit') ? <RowActs of={squad.name} acts={[{ key: 'edit', word: t('edit'), onAct: onEdit }]} /> : null}
        </span>
      </header>
      <dl>
        <dt>{t('squads.leader')}</dt>
        <dd>{squad.lead.name}</dd>
        {functions.map((key) => (
          <SquadFunction key={key} name={nameOf(key)} people={squad.members.filter((member) => member.function === key)} />
        ))}
      </dl>
    </article>
  )
}

function SquadFunction({ name, people }: { readonly name: string; readonly people: Squad['members'] }) {
  const { t } = useTranslation('admin')
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {people
          .map((member) => (member.active ? member.staff.name : t('squads.inactive', { name: member.staff.name })))
          .join(t('ui:listSeparator'))}
      </dd>
    </>
  )
}
