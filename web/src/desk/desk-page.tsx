import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { HOUR } from '#kernel/instant'
import type { deskView } from '#tickets/contract'
import type { Severity } from '#tickets/rules/vocabulary'
import { answered, http } from '../api/client.ts'
import { useMe } from '../api/me.ts'
import { OfferBanner } from '../tickets/ticket/offer-banner.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useNow } from '../ui/now.ts'
import { ObligationChip } from '../ui/obligation-chip.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { SeverityBadge } from '../ui/severity-badge.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { sameDay } from '../ui/time-text.ts'
import './desk.css'

type Desk = z.input<typeof deskView>
type Owed = Desk['owed'][number]

const deskQuery = queryOptions({ queryKey: ['desk'], queryFn: ({ signal }) => answered(http.GET('/api/v1/desk', { signal })) })

/** Everything that waits for me: offers first, then what I owe now, today and later, and what I did today. */
export function DeskPage() {
  const { t } = useTranslation('desk')
  const me = useMe()
  const desk = useQuery(deskQuery)
  const now = useNow(60_000)
  usePageTitle(t('title'))
  const piles = pilesOf(desk.data?.owed ?? [], now)
  const clear = desk.data && desk.data.offers.length + desk.data.owed.length === 0
  return (
    <div className="desk">
      <h1>{t('title')}</h1>
      <ProblemAlert error={desk.error} onRetry={() => void desk.refetch()} />
      {desk.isPending ? <SkeletonRows rows={6} height={64} /> : null}
      {desk.data && desk.data.offers.length > 0 ? (
        <section aria-label={t('offers')}>
          <h2>{t('offers')}</h2>
          {desk.data.offers.map((offer) => (
            <div key={offer.id} className="desk__offer">
              <TicketLink ticket={offer.ticket} />
              <OfferBanner offer={offer} ticketRef={offer.ticket.number} meId={me?.id ?? ''} />
            </div>
          ))}
        </section>
      ) : null}
      {clear ? (
        <div className="panel">
          <EmptyState title={t('clear')} act={<Link to="/">{t('toFrontLine')}</Link>}>
            {t('clearTeach')}
          </EmptyState>
        </div>
      ) : null}
      {(['now', 'today', 'later'] as const).map((pile) =>
        piles[pile].length > 0 ? <Pile key={pile} name={pile} owed={piles[pile]} /> : null,
      )}
      {desk.data && desk.data.doneToday.length > 0 ? <Pile name="done" owed={desk.data.doneToday} /> : null}
    </div>
  )
}

function Pile({ name, owed }: { readonly name: 'now' | 'today' | 'later' | 'done'; readonly owed: readonly Owed[] }) {
  const { t } = useTranslation('desk')
  return (
    <section className={`desk__pile desk__pile--${name}`} aria-label={t(name)}>
      <h2>
        {t(name)} <span className="desk__count">{owed.length}</span>
      </h2>
      <ul className="panel">
        {owed.map((each) => (
          <li key={each.id}>
            {each.ticket ? <TicketLink ticket={each.ticket} /> : <span />}
            <ObligationChip obligation={each} showHolder={false} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type Named = { readonly number: string; readonly title: string; readonly severity: Severity; readonly account?: string }

/** A title left out is one of a ticket its reader may not see: there is nothing to open. */
function TicketLink({ ticket }: { readonly ticket: Named }) {
  const { t } = useTranslation('desk')
  if (ticket.title === '') {
    return (
      <span className="desk__ticket">
        <SeverityBadge severity={ticket.severity} />
        <span className="desk__title muted">{t('hidden')}</span>
        <span className="muted">{ticket.number}</span>
      </span>
    )
  }
  return (
    <Link to="/tickets/$number" params={{ number: ticket.number }} className="desk__ticket">
      <SeverityBadge severity={ticket.severity} />
      <span className="desk__title">{ticket.title}</span>
      <span className="muted">
        {ticket.number} {ticket.account}
      </span>
    </Link>
  )
}

/** Now: late, warned, or due within the hour. Today: before midnight. Later: the rest, and what is paused. */
function pilesOf(owed: readonly Owed[], now: number): Record<'now' | 'today' | 'later', Owed[]> {
  const piles: Record<'now' | 'today' | 'later', Owed[]> = { now: [], today: [], later: [] }
  for (const each of owed) {
    const due = each.dueAt === null ? null : Date.parse(each.dueAt)
    const warned = each.warnAt !== null && Date.parse(each.warnAt) <= now
    if (due === null || each.paused) piles.later.push(each)
    else if (warned || due - now <= HOUR) piles.now.push(each)
    else if (sameDay(due, now)) piles.today.push(each)
    else piles.later.push(each)
  }
  return piles
}
