import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useMe } from '../../api/me.ts'
import { asProblem } from '../../api/problem.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { NextWord } from '../next-word.tsx'
import { standingSentence } from '../plain-words.ts'
import { myTicketQuery } from '../portal-queries.ts'
import { BelongsWith } from './belongs-with.tsx'
import { CauseAndRemedy } from './cause-and-remedy.tsx'
import { ConfirmPanel } from './confirm-panel.tsx'
import { ProgressLine } from './progress-line.tsx'
import { Reply } from './reply.tsx'
import { ReportFacts } from './report-facts.tsx'
import { Words } from './words.tsx'
import { Objection, QuietNights } from './your-say.tsx'
import './ticket-page.css'

const route = getRouteApi('/portal/tickets/$number')

/** One ticket as its customer follows it. */
export function TicketPage() {
  const { t } = useTranslation('portal')
  const { number } = route.useParams()
  const { data: ticket, error, refetch } = useQuery(myTicketQuery(number))
  usePageTitle(ticket ? t('ticket.title', { number: ticket.number, title: ticket.title }) : number)
  if (ticket) return <Shown ticket={ticket} />
  if (!error) return <SkeletonRows rows={4} height={96} />
  if (asProblem(error).status === 404) {
    return (
      <>
        <h1 className="for-readers">{number}</h1>
        <EmptyState title={t('ticket.missing')} act={<Link to="/portal">{t('ticket.back')}</Link>}>
          {t('ticket.missingTeach')}
        </EmptyState>
      </>
    )
  }
  return <ProblemAlert error={error} onRetry={() => void refetch()} />
}

function Shown({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t, i18n } = useTranslation('portal')
  const me = useMe()
  const partner = me?.kind === 'partner'
  const settled = !partner && (ticket.status === 'resolved' || ticket.status === 'closed')
  return (
    <article className="follow">
      <Link to="/portal" className="follow__back">
        <span aria-hidden="true">←</span> {t(partner ? 'ticket.partnerBack' : 'ticket.back')}
      </Link>
      <header className="follow__head">
        <p className="follow__number">
          <span>{ticket.number}</span>
          <span className="card__status" data-status={ticket.status}>
            {t(`status.${ticket.status}`)}
          </span>
        </p>
        <h1>{ticket.title}</h1>
        <p className="follow__standing" aria-live="polite">
          {standingSentence(t, ticket, i18n.language)}
        </p>
      </header>
      <BelongsWith links={ticket.links} />
      {ticket.nextUpdateAt && !partner && ticket.status !== 'closed' ? <NextWord at={ticket.nextUpdateAt} large /> : null}
      {ticket.wait && !partner ? <Asked ask={ticket.wait.ask} until={ticket.wait.until} /> : null}
      {ticket.restoration && !settled ? <p className="follow__note">{t('ticket.restored', { how: ticket.restoration.how })}</p> : null}
      {settled ? <ConfirmPanel ticket={ticket} /> : null}
      <CauseAndRemedy number={ticket.number} />
      <Objection ticket={ticket} />
      <ProgressLine ticket={ticket} />
      <Words number={ticket.number} />
      {ticket.abilities.includes('post_message') ? <Reply number={ticket.number} asked={ticket.wait !== null} /> : null}
      <QuietNights ticket={ticket} />
      <ReportFacts ticket={ticket} />
    </article>
  )
}

function Asked({ ask, until }: { readonly ask: string; readonly until: string }) {
  const { t, i18n } = useTranslation('portal')
  const date = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
  return (
    <section className="follow__ask">
      <h2>{t('ticket.asked')}</h2>
      <p>{ask}</p>
      <p className="muted">{t('ticket.askedUntil', { date: date.format(Date.parse(until)) })}</p>
    </section>
  )
}
