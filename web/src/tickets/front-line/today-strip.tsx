import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import type { Severity } from '#tickets/rules/vocabulary'
import { serverNow, useNow } from '../../ui/now.ts'
import { sameDay } from '../../ui/time-text.ts'
import { type TicketRow, ticketListQuery } from '../ticket-queries.ts'
import './today-strip.css'

const LIMIT = 200

/** What an executive asks first: how many S1 and S2 today, how many still open, and where we are late right now. */
export function TodayStrip({ rows }: { readonly rows: readonly TicketRow[] }) {
  const { t } = useTranslation('front-line')
  const now = useNow(MINUTE)
  const late = rows.filter((row) => row.nextDue !== null && Date.parse(row.nextDue.dueAt) <= now).length
  return (
    <dl className="today">
      <Severe severity="S1" />
      <Severe severity="S2" />
      <div className={`today__fact${late > 0 ? ' today__fact--broken' : ''}`}>
        <dt>{t('today.late')}</dt>
        <dd>{late}</dd>
      </div>
    </dl>
  )
}

function Severe({ severity }: { readonly severity: Severity }) {
  const { t } = useTranslation('front-line')
  const { data } = useQuery(ticketListQuery({ severity, sort: '-createdAt', limit: LIMIT }))
  const now = serverNow()
  const today = data?.items.filter((row) => sameDay(Date.parse(row.createdAt), now)).length
  const open = data?.items.filter((row) => row.status !== 'closed' && row.status !== 'resolved').length
  return (
    <div className={`today__fact today__fact--${severity.toLowerCase()}`}>
      <dt>{t('today.severity', { severity })}</dt>
      <dd>
        {today ?? '–'}
        <Link to="/tickets" search={{ severity, status: 'not_closed' }} className="today__open">
          {t('today.open', { count: open ?? 0 })}
        </Link>
      </dd>
    </div>
  )
}
