import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { useFunctionNames } from '../../api/functions.ts'
import { useNow } from '../../ui/now.ts'
import { RelayDots } from '../../ui/relay-dots.tsx'
import { SeverityBadge } from '../../ui/severity-badge.tsx'
import { shortText, spanText } from '../../ui/time-text.ts'
import type { TicketView } from '../ticket-queries.ts'
import './ticket-head.css'
import { TitleField } from './title-field.tsx'

/** Who has it, what is happening, when the customer hears next: in a sentence, before anything else. */
export function TicketHead({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  return (
    <header className="ticket-head">
      <div className="ticket-head__line">
        <SeverityBadge severity={ticket.severity} triaged={ticket.triagedAt !== null} long />
        <span className="ticket-head__number">{ticket.number}</span>
        <span className="ticket-head__kind">{t(`vocabulary:kind.${ticket.kind}`)}</span>
        <span className={`status status--${ticket.status.replaceAll('_', '-')}`}>{t(`vocabulary:status.${ticket.status}`)}</span>
        {ticket.confidential ? <span className="ticket-head__confidential">{t('confidential')}</span> : null}
        <span className="ticket-head__account">{ticket.account.name}</span>
        {ticket.account.tier === 'standard' ? null : (
          <span className={`tier tier--${ticket.account.tier}`}>{t(`vocabulary:tier.${ticket.account.tier}`)}</span>
        )}
      </div>
      <TitleField ticket={ticket} />
      <p className="ticket-head__sentence">
        <Sentence ticket={ticket} />
      </p>
      <RelayDots relay={ticket.relay} station={ticket.station} completed={ticket.stationsCompleted} long />
    </header>
  )
}

function Sentence({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  return <>{t('sentence.whole', { doing: useDoing(ticket), hearing: useHearing(ticket) })}</>
}

/** The first half: who acts, and how. */
function useDoing(ticket: TicketView): string {
  const { t, i18n } = useTranslation('ticket')
  const nameOf = useFunctionNames()
  const now = useNow(MINUTE)
  const owner = ticket.owner.name
  const station = nameOf(ticket.station)
  if (ticket.status === 'closed') return t(`sentence.closed.${ticket.closedAs ?? 'confirmed'}`)
  if (ticket.status === 'resolved')
    return t(ticket.reportOwed && ticket.confirmedAt ? 'sentence.reportOwed' : 'sentence.resolved', { owner, liaison: ticket.liaison.name })
  if (ticket.ownerMustBeNamed) return t('sentence.mustBeNamed', { owner, count: ticket.bounceCount })
  if (ticket.wait)
    return t(`sentence.wait.${ticket.wait.on}`, {
      who: ticket.wait.who,
      ask: ticket.wait.ask,
      until: shortText(Date.parse(ticket.wait.until), now, i18n.language),
    })
  if (ticket.status === 'scheduled' && ticket.scheduled) return t('sentence.scheduled', { owner, ...ticket.scheduled })
  if (ticket.status === 'observing' && ticket.observingUntil)
    return t('sentence.observing', { owner, until: shortText(Date.parse(ticket.observingUntil), now, i18n.language) })
  if (ticket.owner.acknowledgedAt === null) return t('sentence.notAccepted', { owner, station })
  return t(`sentence.station.${ticket.station}`, { owner, station, defaultValue: t('sentence.station.other', { owner, station }) })
}

/** The second half: when the customer hears from us. */
function useHearing(ticket: TicketView): string {
  const { t } = useTranslation('ticket')
  const now = useNow(MINUTE)
  if (ticket.status === 'closed' || ticket.status === 'resolved') return ''
  // While they act, what we owe is a reminder to them, not news.
  if (ticket.wait?.on === 'customer') return ''
  const due = dueOfWords(ticket)
  if (due === null) return t('sentence.hearing.none')
  const span = spanText(due - now, t)
  return t(due > now ? 'sentence.hearing.in' : 'sentence.hearing.late', { span, liaison: ticket.liaison.name })
}

const WORDS = ['first_response', 'answer', 'next_update', 'nudge']

function dueOfWords(ticket: TicketView): number | null {
  const dues = ticket.obligations
    .filter(
      (each) =>
        (each.state === 'pending' || (each.state === 'broken' && each.fulfilledAt === null)) &&
        each.dueAt !== null &&
        WORDS.includes(each.kind),
    )
    .map((each) => Date.parse(each.dueAt ?? ''))
  if (dues.length > 0) return Math.min(...dues)
  return ticket.nextUpdateAt === null ? null : Date.parse(ticket.nextUpdateAt)
}
