import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { type Mailbox, mailboxesQuery } from '../../mail/mail-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import { RowActs } from '../row-acts.tsx'
import { Sheet } from '../sheet.tsx'
import { type Check, CheckResult } from './check-result.tsx'
import { MailboxDialog } from './mailbox-dialog.tsx'

/** Where customers' mail comes in and by which server it is answered; how each is doing. */
export function MailboxesPage() {
  const { t } = useTranslation('admin')
  const { data, error, isPending, refetch } = useQuery(mailboxesQuery)
  const [edited, setEdited] = useState<Mailbox | 'new' | null>(null)
  const check = useMutation({ mutationFn: (one: Mailbox) => api.post<Check>(`/mailboxes/${one.id}/checks`) })
  // Away to the provider, and back by the page it is told.
  const consent = useMutation({
    mutationFn: async (one: Mailbox) => window.location.assign((await api.post<{ url: string }>(`/mailboxes/${one.id}/consents`)).url),
  })
  const mailboxes = data?.items ?? []
  return (
    <AdminPage
      title={t('section.mailboxes')}
      lead={t('mailboxes.lead')}
      error={error}
      onRetry={() => void refetch()}
      waiting={isPending}
      acts={
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('mailboxes.add')}
        </Button>
      }
    >
      <ProblemAlert error={consent.error} />
      {check.variables ? (
        <CheckResult
          name={check.variables.name}
          isChecking={check.isPending}
          check={check.data}
          error={check.error}
          onClose={check.reset}
        />
      ) : null}
      {data && mailboxes.length === 0 ? <EmptyState title={t('mailboxes.none')}>{t('mailboxes.noneTeach')}</EmptyState> : null}
      {mailboxes.length > 0 ? (
        <Sheet
          label={t('section.mailboxes')}
          heads={[t('mailboxes.name'), t('mailboxes.line'), t('mailboxes.health'), t('mailboxes.lastMail'), t('mailboxes.aside'), '']}
        >
          {mailboxes.map((one) => (
            <Row
              key={one.id}
              one={one}
              onEdit={() => setEdited(one)}
              onCheck={() => check.mutate(one)}
              onConsent={() => consent.mutate(one)}
            />
          ))}
        </Sheet>
      ) : null}
      {edited ? (
        <MailboxDialog
          mailbox={edited === 'new' ? null : edited}
          returnsTo={data?.consentReturnsTo ?? ''}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </AdminPage>
  )
}

type RowProps = { readonly one: Mailbox; readonly onEdit: () => void; readonly onCheck: () => void; readonly onConsent: () => void }

function Row({ one, onEdit, onCheck, onConsent }: RowProps) {
  const { t } = useTranslation('admin')
  const consent = one.consentWay ? [{ key: 'consent', word: t('mailboxes.signIn'), onAct: onConsent }] : []
  const others = [
    { key: 'edit', word: t('edit'), onAct: onEdit },
    { key: 'check', word: t('mailboxes.check'), onAct: onCheck },
  ]
  return (
    <tr className={one.active ? '' : 'sheet__off'}>
      <th scope="row">
        {one.name}
        {one.isDefault ? <span className="tag">{t('mailboxes.default')}</span> : null}
        <span className="sheet__sub">{one.address}</span>
      </th>
      <td>{one.productLine.name}</td>
      <td>
        <Health one={one} />
      </td>
      <td>{one.lastMailAt ? <TimeAgo at={one.lastMailAt} /> : t('mailboxes.noMail')}</td>
      <td className="tabular">
        {t('mailboxes.waiting', { count: one.waiting })}
        <span className={`sheet__sub${one.quarantined > 0 ? ' field-problem' : ''}`}>
          {t('mailboxes.quarantined', { count: one.quarantined })}
        </span>
      </td>
      <td className="sheet__acts">
        <RowActs of={one.name} acts={needsSignIn(one) ? [...consent, ...others] : [...others, ...consent]} />
      </td>
    </tr>
  )
}

function needsSignIn({ consentWay, secretsSet, health }: Mailbox): boolean {
  return consentWay !== null && (!secretsSet.includes('refreshToken') || health.trouble?.code === 'sign_in_again')
}

function Health({ one }: { readonly one: Mailbox }) {
  const { t } = useTranslation('admin')
  if (one.secretsLost) return <span className="field-problem">{t('mailboxes.secretsLost')}</span>
  if (!one.active) return <span className="tag">{t('mailboxes.off')}</span>
  const { state, since, trouble } = one.health
  if (needsSignIn(one) && state !== 'failing') return <span className="tag tag--bad">{t('mailboxes.notSignedIn')}</span>
  if (one.receive.by === 'none' && state !== 'failing') return <span className="tag">{t('mailboxes.receiveWays.none')}</span>
  if (one.receive.by === 'listener' && state !== 'failing') return <span className="tag">{t('mailboxes.receiveWays.listener')}</span>
  const look = state === 'idle' ? ' tag--good' : state === 'failing' ? ' tag--bad' : ''
  return (
    <>
      <span className={`tag${look}`}>{t(`mailboxes.states.${state}`)}</span> {since ? <TimeAgo at={since} /> : null}
      {trouble ? (
        <span className="sheet__sub mailbox-trouble" title={trouble.detail ?? ''}>
          {trouble.words}
        </span>
      ) : null}
    </>
  )
}
