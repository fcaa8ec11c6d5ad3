import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useMe } from '../../api/me.ts'
import { stationWords } from '../plain-words.ts'
import './progress-line.css'

type Stop = { readonly key: string; readonly words: string; readonly state: 'done' | 'here' | 'ahead' }

/** The relay in plain words: what has been done, what is being done, what comes, and their own word at the end. */
export function ProgressLine({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const last = t(lastWords(ticket, useMe()?.kind === 'partner'))
  return (
    <ol className="progress" aria-label={t('progress.label')}>
      {stopsOf(ticket, (station) => stationWords(t, station), last).map((stop) => (
        <li
          key={stop.key}
          className={`progress__stop progress__stop--${stop.state}`}
          aria-current={stop.state === 'here' ? 'step' : undefined}
        >
          <span className="progress__dot" aria-hidden="true" />
          <span>{stop.words}</span>
          {stop.state === 'ahead' ? null : <span className="for-readers">{t(`progress.${stop.state}`)}</span>}
        </li>
      ))}
    </ol>
  )
}

/** A station that was passed over is left out: what nobody did is not shown as done. */
function stopsOf(ticket: CustomerTicketView, wordsOf: (station: string) => string, last: string): Stop[] {
  const over = ticket.status === 'resolved' || ticket.status === 'closed'
  const relay = ticket.relay.includes(ticket.station) ? ticket.relay : [...ticket.relay, ticket.station]
  const here = relay.indexOf(ticket.station)
  const done = (station: string) => station !== ticket.station && ticket.stationsCompleted.includes(station)
  const shown = relay.filter((station, index) => station === ticket.station || done(station) || (!over && index > here))
  const stops = shown.map((station): Stop => {
    const state = station === ticket.station ? (over ? 'done' : 'here') : done(station) ? 'done' : 'ahead'
    return { key: station, words: wordsOf(station), state }
  })
  const ended = ticket.status === 'closed' || ticket.confirmedAt !== null
  return [...stops, { key: 'last', words: last, state: ended ? 'done' : over ? 'here' : 'ahead' }]
}

/** Their confirmation, unless it ended without one. */
function lastWords(ticket: CustomerTicketView, partner: boolean): string {
  if (ticket.status === 'closed' && ticket.confirmedAt === null && ticket.closedAs !== 'confirmed') return 'progress.ended'
  return partner ? 'progress.customerConfirms' : 'progress.confirm'
}
