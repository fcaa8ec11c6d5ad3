import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useMe } from '../../api/me.ts'
import { stationWords } from '../plain-words.ts'

type Stop = { readonly key: string; readonly words: string; readonly state: 'done' | 'here' | 'ahead' }

/** The relay in plain words: what has been done, what is being done, what comes, and their own word at the end. */
export function ProgressLine({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const confirm = t(useMe()?.kind === 'partner' ? 'progress.customerConfirms' : 'progress.confirm')
  return (
    <ol className="progress" aria-label={t('progress.label')}>
      {stopsOf(ticket, (station) => stationWords(t, station), confirm).map((stop) => (
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

function stopsOf(ticket: CustomerTicketView, wordsOf: (station: string) => string, confirm: string): Stop[] {
  const over = ticket.status === 'resolved' || ticket.status === 'closed'
  const relay = ticket.relay.includes(ticket.station) ? ticket.relay : [...ticket.relay, ticket.station]
  const here = relay.indexOf(ticket.station)
  const stops = relay.map((station, index): Stop => {
    const done = over || ticket.stationsCompleted.includes(station) || index < here
    return { key: station, words: wordsOf(station), state: done && (over || index !== here) ? 'done' : index === here ? 'here' : 'ahead' }
  })
  const confirmed = ticket.status === 'closed' || ticket.confirmedAt !== null
  return [...stops, { key: 'confirm', words: confirm, state: confirmed ? 'done' : over ? 'here' : 'ahead' }]
}
