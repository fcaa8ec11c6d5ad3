import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { type Mailbox, mailboxesQuery } from '../../mail/mail-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
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
            <Row key={one.id} one={one} onEdit={() => setEdited(one)} onCheck={() => check.mutate(one)} />
          ))}
        </Sheet>
      ) : null}
      {edited ? <MailboxDialog mailbox={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </AdminPage>
  )
}

function Row({ one, onEdit, onCheck }: { readonly one: Mailbox; readonly onEdit: () => void; readonly onCheck: () => void }) {
  const { t } = useTranslation('admin')
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
        <RowActs
          of={one.name}
          acts={[
            { key: 'edit', word: t('edit'), onAct: onEdit },
            { key: 'check', word: t('mailboxes.check'), onAct: onCheck },
          ]}
        />
      </td>
    </tr>
  )
}

function Health({ one }: { readonly one: Mailbox }) {
  const { t } = useTranslation('admin')
  if (one.secretsLost) return <span className="field-problem">{t('mailboxes.secretsLost')}</span>
  if (!one.active) return <span className="tag">{t('mailboxes.off')}</span>
  if (one.receive.by === 'none') return <span className="tag">{t('mailboxes.receiveWays.none')}</span>
  if (one.receive.by === 'listener') return <span className="tag">{t('mailboxes.receiveWays.listener')}</span>
  const { state, since, trouble } = one.health
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
