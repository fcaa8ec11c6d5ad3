import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DAY } from '#kernel/instant'
import { SEVERITIES } from '#tickets/rules/vocabulary'
import { type TicketRow, ticketListQuery } from '../../tickets/ticket-queries.ts'
import { useNow } from '../../ui/now.ts'

const WINDOW_DAYS = 180

/** Half a year of tickets on one line for each severity: when it hurt, and how badly. The list below has the numbers. */
export function TicketHistory({ accountId }: { readonly accountId: string }) {
  const { t, i18n } = useTranslation('accounts')
  const now = useNow(60_000)
  const { data } = useQuery(ticketListQuery({ accountId, sort: '-createdAt', limit: 200 }))
  const from = now - WINDOW_DAYS * DAY
  const rows = (data?.items ?? []).filter((row) => Date.parse(row.createdAt as string) >= from)
  if (rows.length === 0) return null
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'short' })
  return (
    <section className="panel history" aria-label={t('history.title', { count: rows.length })}>
      <h2>
        <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'tickets' }}>
          {t('history.title', { count: rows.length })}
        </Link>
      </h2>
      {SEVERITIES.map((severity) => (
        <Lane key={severity} severity={severity} rows={rows.filter((row) => row.severity === severity)} from={from} now={now} />
      ))}
      <div className="history__months" aria-hidden="true">
        {monthStarts(from, now).map((at) => (
          <span key={at} style={{ insetInlineStart: `${place(at, from, now)}%` }}>
            {month.format(at)}
          </span>
        ))}
      </div>
    </section>
  )
}

type LaneProps = {
  readonly severity: (typeof SEVERITIES)[number]
  readonly rows: readonly TicketRow[]
  readonly from: number
  readonly now: number
}

/** Marks, not targets: they stand too close for a finger. The list of tickets is one tap away. */
function Lane({ severity, rows, from, now }: LaneProps) {
  const { t, i18n } = useTranslation('accounts')
  const day = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric' })
  return (
    <div className="history__lane">
      <span className="history__name">
        {severity} <span className="muted">{rows.length}</span>
      </span>
      <span className="history__line" role="img" aria-label={t('history.lane', { severity, count: rows.length })}>
        {rows.map((row) => {
          const at = Date.parse(row.createdAt as string)
          return (
            <span
              key={row.id}
              className={`history__dot history__dot--${severity.toLowerCase()}${row.status === 'closed' ? ' history__dot--closed' : ''}`}
              style={{ insetInlineStart: `${place(at, from, now)}%` }}
              title={t('history.one', {
                number: row.number,
                title: row.title,
                date: day.format(at),
                status: t(`vocabulary:status.${row.status}`),
              })}
            />
          )
        })}
      </span>
    </div>
  )
}

function place(at: number, from: number, now: number): number {
  return Math.min(100, Math.max(0, ((at - from) / (now - from)) * 100))
}

function monthStarts(from: number, now: number): number[] {
  const first = new Date(from)
  const starts = Array.from({ length: 8 }, (_, index) => new Date(first.getFullYear(), first.getMonth() + 1 + index, 1).getTime())
  return starts.filter((at) => at < now)
}
