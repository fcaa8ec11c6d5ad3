import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mailboxesQuery, type ReceivedMail } from '../../mail/mail-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AdminPage } from '../admin-page.tsx'
import '../mailboxes/mailboxes.css'
import { Sheet } from '../sheet.tsx'
import { ReceivedDialog } from './received-dialog.tsx'
import { receivedPagesQuery } from './received-queries.ts'
import { useWhy } from './use-why.ts'

const route = getRouteApi('/shell/admin/received')
const STATES = ['quarantined', 'waiting', 'taken', 'ignored', 'duplicate'] as const

/** What arrived; first of all what could not be handled, to be taken up again or let go. */
export function ReceivedPage() {
  const { t } = useTranslation('admin')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const state = search.state ?? 'quarantined'
  const mailboxes = useQuery(mailboxesQuery)
  const pages = useInfiniteQuery(receivedPagesQuery({ state: state === 'all' ? undefined : state, mailboxId: search.mailbox }))
  const [open, setOpen] = useState<string | null>(null)
  const mails = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <AdminPage
      title={t('section.received')}
      lead={t('received.lead')}
      error={pages.error}
      onRetry={() => void pages.refetch()}
      waiting={pages.isPending}
    >
      <div className="received-filters">
        <Select
          aria-label={t('received.state')}
          value={state}
          popupMatchSelectWidth={false}
          options={[...STATES, 'all' as const].map((value) => ({ value, label: t(`received.states.${value}`) }))}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, state: value }) })}
        />
        <Select
          aria-label={t('received.mailbox')}
          allowClear
          placeholder={t('received.everyMailbox')}
          value={search.mailbox ?? null}
          popupMatchSelectWidth={false}
          options={(mailboxes.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value?: string | null) =>
            void navigate({ search: ({ state: kept }) => ({ ...(kept ? { state: kept } : {}), ...(value ? { mailbox: value } : {}) }) })
          }
        />
      </div>
      {pages.data && mails.length === 0 ? (
        <EmptyState title={t(state === 'quarantined' ? 'received.noneAside' : 'received.none')}>{t('received.noneTeach')}</EmptyState>
      ) : null}
      {mails.length > 0 ? (
        <Sheet label={t('section.received')} heads={[t('received.mail'), t('received.from'), t('received.state'), t('received.at'), '']}>
          {mails.map((mail) => (
            <Row key={mail.id} mail={mail} onOpen={() => setOpen(mail.id)} />
          ))}
        </Sheet>
      ) : null}
      {pages.hasNextPage ? (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {open ? <ReceivedDialog id={open} onClose={() => setOpen(null)} /> : null}
    </AdminPage>
  )
}

const LOOK: Readonly<Record<string, string>> = { quarantined: ' tag--bad', taken: ' tag--good', waiting: ' tag--warn' }

function Row({ mail, onOpen }: { readonly mail: Omit<ReceivedMail, 'content'>; readonly onOpen: () => void }) {
  const { t } = useTranslation('admin')
  const why = useWhy()
  const subject = mail.kept ? t('received.kept') : mail.subject || t('received.noSubject')
  return (
    <tr>
      <th scope="row">
        {subject}
        <span className="sheet__sub">{mail.mailbox?.name ?? t(`received.source.${mail.source}`)}</span>
      </th>
      <td>{mail.from?.address ?? mail.envelopeFrom ?? '—'}</td>
      <td>
        <span className={`tag${LOOK[mail.state] ?? ''}`}>{t(`received.states.${mail.state}`)}</span>
        {mail.ticket ? (
          <Link className="sheet__sub" to="/tickets/$number" params={{ number: mail.ticket.number }}>
            {mail.ticket.number}
          </Link>
        ) : null}
        {mail.why ? <span className="sheet__sub">{why(mail.why)}</span> : null}
      </td>
      <td>
        <TimeAgo at={mail.receivedAt} />
      </td>
      <td className="sheet__acts">
        <Button size="small" type="text" aria-label={t('actOf', { act: t('received.open'), of: subject })} onClick={onOpen}>
          {t('received.open')}
        </Button>
      </td>
    </tr>
  )
}
