import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AdminPage } from '../admin-page.tsx'
import { allComponentsQuery, allLinesQuery, type Component, type ProductLine } from '../admin-queries.ts'
import { RowActs } from '../row-acts.tsx'
import { ComponentDialog } from './component-dialog.tsx'
import { LineDialog } from './line-dialog.tsx'

const route = getRouteApi('/shell/admin/lines')
type Open = { readonly line: ProductLine | null } | { readonly componentOf: ProductLine; readonly component: Component | null } | null

/** Product lines with who answers for them, and the components they own. */
export function LinesPage() {
  const { t } = useTranslation('admin')
  const me = useMe()
  const { archived } = route.useSearch()
  const navigate = route.useNavigate()
  const lines = useQuery(allLinesQuery(archived === 'true'))
  const components = useQuery(allComponentsQuery(archived === 'true'))
  const [open, setOpen] = useState<Open>(null)
  const archive = useArchive()
  const may = me?.abilities.includes('set up the workspace') ?? false
  return (
    <AdminPage
      title={t('section.lines')}
      lead={t('lines.lead')}
      error={lines.error ?? components.error}
      onRetry={() => void lines.refetch()}
      waiting={lines.isPending}
      acts={
        <>
          <span className="admin-filters">
            <Switch
              size="small"
              checked={archived === 'true'}
              aria-label={t('lines.showArchived')}
              onChange={(on) => void navigate({ search: on ? { archived: 'true' } : {}, replace: true })}
            />
            <span aria-hidden="true">{t('lines.showArchived')}</span>
          </span>
          {may ? (
            <Button type="primary" onClick={() => setOpen({ line: null })}>
              {t('lines.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <ProblemAlert error={archive.error} />
      {lines.data && lines.data.items.length === 0 ? <EmptyState title={t('lines.none')}>{t('lines.noneTeach')}</EmptyState> : null}
      <div className="cards">
        {(lines.data?.items ?? []).map((line) => (
          <LineCard
            key={line.id}
            line={line}
            components={(components.data?.items ?? []).filter((each) => each.productLine.id === line.id)}
            onEdit={() => setOpen({ line })}
            onArchive={() => archive.mutate(line)}
            onComponent={(component) => setOpen({ componentOf: line, component })}
          />
        ))}
      </div>
      {open && 'line' in open ? <LineDialog line={open.line} onClose={() => setOpen(null)} /> : null}
      {open && 'componentOf' in open ? (
        <ComponentDialog line={open.componentOf} component={open.component} onClose={() => setOpen(null)} />
      ) : null}
    </AdminPage>
  )
}

function useArchive() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (line: ProductLine) => api.patch(`/product-lines/${line.id}`, { archived: line.archivedAt === null }, line.version),
    onSettled: () => client.invalidateQueries({ queryKey: ['product-lines'] }),
  })
}

type CardProps = {
  readonly line: ProductLine
  readonly components: readonly Component[]
  readonly onEdit: () => void
  readonly onArchive: () => void
  readonly onComponent: (component: Component | null) => void
}

function LineCard({ line, components, onEdit, onArchive, onComponent }: CardProps) {
  const { t } = useTranslation('admin')
  const may = line.abilities.includes('edit')
  const archiveWord = t(line.archivedAt === null ? 'archive' : 'bringBack')
  return (
    <article className="panel setting">
      <header className="setting__head">
        <h2>
          {line.name} {line.archivedAt === null ? null : <span className="tag">{t('archived')}</span>}
        </h2>
        <span>
          {may ? (
            <RowActs
              of={line.name}
              acts={[
                { key: 'edit', word: t('edit'), onAct: onEdit },
                { key: 'archive', word: archiveWord, danger: line.archivedAt === null, onAct: onArchive },
              ]}
            />
          ) : null}
        </span>
      </header>
      <dl>
        <dt>{t('lines.leadPerson')}</dt>
        <dd>{line.lead.name}</dd>
        <dt>{t('lines.executive')}</dt>
        <dd>{line.executive.name}</dd>
        <dt>{t('lines.projectLead')}</dt>
        <dd>{line.projectLead?.name ?? t('nobody')}</dd>
        <dt>{t('lines.calendar')}</dt>
        <dd>{line.calendar.name}</dd>
        <dt>{t('lines.components')}</dt>
        <dd>
          <span className="tags">
            {components.map((component) =>
              may ? (
                <button key={component.id} type="button" className="tag tag--act" onClick={() => onComponent(component)}>
                  {component.name}
                  {component.archivedAt === null ? null : t('lines.archivedMark')}
                </button>
              ) : (
                <span key={component.id} className="tag">
                  {component.name}
                </span>
              ),
            )}
            {may && line.archivedAt === null ? (
              <button type="button" className="small-act small-act--word" onClick={() => onComponent(null)}>
                {t('lines.addComponent')}
              </button>
            ) : null}
          </span>
        </dd>
      </dl>
    </article>
  )
}
