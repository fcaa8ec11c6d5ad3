import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Severity } from '#tickets/rules/vocabulary'
import { answered, http } from '../../api/client.ts'
import { serverNow } from '../../ui/now.ts'
import { sameDay } from '../../ui/time-text.ts'
import { ticketListQuery } from '../ticket-queries.ts'

const LIMIT = 200

/** What an executive asks first: how many S1 and S2 today, and which promises did we break. */
export function TodayStrip() {
  const { t } = useTranslation('front-line')
  const broken = useQuery({
    queryKey: ['obligations', 'broken'],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/obligations', { params: { query: { state: 'broken', limit: LIMIT } }, signal })),
  })
  const brokenToday = broken.data?.items.filter((each) => each.brokenAt !== null && sameDay(Date.parse(each.brokenAt), serverNow())).length
  return (
    <dl className="today">
      <Severe severity="S1" />
      <Severe severity="S2" />
      <div className={`today__fact${brokenToday ? ' today__fact--broken' : ''}`}>
        <dt>{t('today.broken')}</dt>
        <dd>{brokenToday ?? '–'}</dd>
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
