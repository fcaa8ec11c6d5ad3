import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { policyProblems } from '#obligations/rules/policy-problems'
import type { PolicyRow, ServicePolicyDocument } from '#obligations/rules/service-policy'
import { api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AdminPage } from '../admin-page.tsx'
import { type ServicePolicy, servicePolicyQuery } from '../admin-queries.ts'
import { ClockSettings } from './clock-settings.tsx'
import { ModeSettings } from './mode-settings.tsx'
import './policies.css'
import { say } from '../../ui/say.ts'
import { PolicyProblems } from './policy-problems.tsx'
import { PolicyTable } from './policy-table.tsx'
import { policyDocumentOf } from './policy-words.ts'
import { RowDialog } from './row-dialog.tsx'

const route = getRouteApi('/shell/admin/policies/$id')

export function PolicyPage() {
  const { t } = useTranslation('admin')
  const { id } = route.useParams()
  const { data, error, isPending, refetch } = useQuery(servicePolicyQuery(id))
  if (!data) {
    return (
      <AdminPage title={t('section.policies')} error={error} onRetry={() => void refetch()} waiting={isPending}>
        {null}
      </AdminPage>
    )
  }
  return <Editor key={id} policy={data} />
}

const NEW_ROW: PolicyRow = { kind: 'acknowledge', holder: 'owner', owedTo: 'customer', targets: {} }

/** A policy as its next version will be. Publishing changes the future only; holes are named and refused. */
function Editor({ policy }: { readonly policy: ServicePolicy }) {
  const { t } = useTranslation('admin')
  const [base, setBase] = useState(policy)
  const [name, setName] = useState(policy.name)
  const [document, setDocument] = useState(() => policyDocumentOf(policy))
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const problems = useMemo(() => policyProblems(document), [document])
  const publish = usePublish(base, (stored) => {
    setBase(stored)
    setDocument(policyDocumentOf(stored))
  })
  const refresh = useMutation({
    mutationFn: (_keep: boolean) => api.get<ServicePolicy>(`/service-policies/${base.id}`),
    onSuccess: (stored, keep) => {
      setBase(stored)
      if (!keep) setDocument(policyDocumentOf(stored))
      publish.reset()
    },
  })
  const changed = name !== base.name || JSON.stringify(document) !== JSON.stringify(policyDocumentOf(base))
  const may = policy.abilities.includes('edit')
  const stale = publish.error !== null && asProblem(publish.error).code === 'stale-version'
  const setRows = (rows: readonly PolicyRow[]) => setDocument({ ...document, rows })
  return (
    <AdminPage
      title={base.name}
      lead={t('policies.editLead', { of: base.productLine?.name ?? t('policies.everybody'), version: base.version })}
      acts={
        <>
          <Link to="/admin/policies">{t('policies.all')}</Link>
          {may && changed ? <Button onClick={() => setDocument(policyDocumentOf(base))}>{t('discard')}</Button> : null}
          {may ? (
            <Button
              type="primary"
              loading={publish.isPending}
              disabled={!changed || problems.length > 0 || stale}
              onClick={() => publish.mutate({ name, document })}
            >
              {t('policies.publish', { version: base.version + 1 })}
            </Button>
          ) : null}
        </>
      }
    >
      <ProblemAlert error={publish.error ?? refresh.error} />
      {stale ? (
        <div className="edit-dialog__stale">
          <Button onClick={() => refresh.mutate(false)}>{t('stale.take')}</Button>
          <Button onClick={() => refresh.mutate(true)}>{t('stale.keep')}</Button>
        </div>
      ) : null}
      <PolicyProblems problems={problems} />
      <div className="policy__settings">
        <section className="panel setting">
          <h2>{t('policies.basics')}</h2>
          <label className="stacked" htmlFor="policy-name">
            {t('policies.name')}
            <Input id="policy-name" value={name} maxLength={80} disabled={!may} onChange={(event) => setName(event.target.value)} />
          </label>
          <ModeSettings document={document} disabled={!may} onChange={setDocument} />
        </section>
        <ClockSettings document={document} disabled={!may} onChange={setDocument} />
      </div>
      <header className="setting__head">
        <h2>{t('policies.rows')}</h2>
        {may ? <Button onClick={() => setOpen('new')}>{t('policies.addRow')}</Button> : null}
      </header>
      <p className="muted">{t('policies.firstMatch')}</p>
      <PolicyTable rows={document.rows} problems={problems} editable={may} onEdit={setOpen} onRows={setRows} />
      {open === null ? null : (
        <RowDialog
          row={open === 'new' ? NEW_ROW : (document.rows[open] ?? NEW_ROW)}
          isNew={open === 'new'}
          onSave={(row) =>
            setRows(open === 'new' ? inserted(document.rows, row) : document.rows.map((each, index) => (index === open ? row : each)))
          }
          onClose={() => setOpen(null)}
        />
      )}
    </AdminPage>
  )
}

function usePublish(base: ServicePolicy, onStored: (stored: ServicePolicy) => void) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (next: { name: string; document: ServicePolicyDocument }) =>
      api.patch<ServicePolicy>(`/service-policies/${base.id}`, next, base.version),
    onSuccess: (stored) => {
      client.setQueryData(['service-policies', base.id], stored)
      void client.invalidateQueries({ queryKey: ['service-policies'], exact: true })
      onStored(stored)
      say('success', t('policies.publishedNow', { version: stored.version }))
    },
  })
}

/** A new row goes before the others of its kind: it is the exception, they are the rule. */
function inserted(rows: readonly PolicyRow[], row: PolicyRow): PolicyRow[] {
  const at = rows.findIndex((each) => each.kind === row.kind)
  return at < 0 ? [...rows, row] : [...rows.slice(0, at), row, ...rows.slice(at)]
}
