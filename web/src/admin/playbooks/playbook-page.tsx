import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaybookDocument } from '#tickets/rules/playbook'
import { playbookProblems } from '#tickets/rules/playbook-problems'
import { answered, http, ifMatch } from '../../api/client.ts'
import { functionsQuery } from '../../api/functions.ts'
import { playbooksQuery } from '../../api/playbooks.ts'
import { asProblem } from '../../api/problem.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AdminPage } from '../admin-page.tsx'
import type { Playbook } from '../admin-queries.ts'
import { ExitTable } from './exit-table.tsx'
import { PlaybookProblems } from './playbook-problems.tsx'
import './playbooks.css'
import { say } from '../../ui/say.ts'
import { RelayField } from './relay-field.tsx'
import { RequiredField } from './required-field.tsx'

const route = getRouteApi('/shell/admin/playbooks/$kind')

export function PlaybookPage() {
  const { t } = useTranslation('admin')
  const { kind } = route.useParams()
  const { data, error, isPending, refetch } = useQuery(playbooksQuery)
  const functions = useQuery(functionsQuery)
  const found = data?.items.find((playbook) => playbook.kind === kind)
  if (!found || !functions.data) {
    return (
      <AdminPage
        title={t('section.playbooks')}
        error={error ?? functions.error}
        onRetry={() => void Promise.all([refetch(), functions.refetch()])}
        waiting={isPending || functions.isPending}
      >
        {data && functions.data ? (
          <EmptyState title={t('playbooks.noSuchKind')} act={<Link to="/admin/playbooks">{t('playbooks.all')}</Link>} />
        ) : null}
      </AdminPage>
    )
  }
  return <Editor key={kind} playbook={found} functions={functions.data.items.map(({ key }) => key)} />
}

const documentOf = ({ required, relay, exits }: Playbook): PlaybookDocument => ({ required, relay, exits })

/** A playbook as its next version will be. Publishing changes the future only; holes are named and refused. */
function Editor({ playbook, functions }: { readonly playbook: Playbook; readonly functions: readonly string[] }) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const [base, setBase] = useState(playbook)
  const [draft, setDraft] = useState(() => documentOf(playbook))
  const problems = useMemo(() => playbookProblems(draft, functions), [draft, functions])
  const publish = useMutation({
    mutationFn: () => putPlaybook(base, draft),
    onSuccess: (stored) => {
      void client.invalidateQueries({ queryKey: playbooksQuery.queryKey })
      setBase(stored)
      setDraft(documentOf(stored))
      say('success', t('playbooks.publishedNow', { version: stored.version }))
    },
  })
  const refresh = useMutation({
    mutationFn: (_keep: boolean) => answered(http.GET('/api/v1/playbooks/{kind}', { params: { path: { kind: base.kind } } })),
    onSuccess: (stored, keep) => {
      setBase(stored)
      if (!keep) setDraft(documentOf(stored))
      publish.reset()
    },
  })
  const changed = JSON.stringify(draft) !== JSON.stringify(documentOf(base))
  const may = playbook.abilities.includes('edit')
  const stale = publish.error !== null && asProblem(publish.error).code === 'stale-version'
  return (
    <AdminPage
      title={t(`vocabulary:kind.${base.kind}`)}
      lead={t('playbooks.editLead', { version: base.version })}
      acts={
        <>
          <Link to="/admin/playbooks">{t('playbooks.all')}</Link>
          {may && changed ? <Button onClick={() => setDraft(documentOf(base))}>{t('discard')}</Button> : null}
          {may ? (
            <Button
              type="primary"
              loading={publish.isPending}
              disabled={!changed || problems.length > 0 || stale}
              onClick={() => publish.mutate()}
            >
              {t('playbooks.publish', { version: base.version + 1 })}
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
      <PlaybookProblems problems={problems} />
      <div className="playbook__panels">
        <RequiredField value={draft.required} disabled={!may} onChange={(required) => setDraft({ ...draft, required })} />
        <RelayField value={draft.relay} disabled={!may} functions={functions} onChange={(relay) => setDraft({ ...draft, relay })} />
      </div>
      <ExitTable exits={draft.exits} problems={problems} editable={may} onExits={(exits) => setDraft({ ...draft, exits })} />
    </AdminPage>
  )
}

function putPlaybook({ kind, version }: Playbook, { required, relay, exits }: PlaybookDocument): Promise<Playbook> {
  const body = { required: [...required], relay: [...relay], exits: exits.map((rule) => ({ ...rule, needs: [...rule.needs] })) }
  return answered(http.PUT('/api/v1/playbooks/{kind}', { params: { path: { kind } }, body, headers: ifMatch(version) }))
}
