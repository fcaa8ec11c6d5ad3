import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../tickets/ticket-queries.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { NextWord } from '../next-word.tsx'
import { standingSentence, stationWords } from '../plain-words.ts'
import { myTicketQuery } from '../portal-queries.ts'

/** One ticket in the list: what it is about, where it stands in plain words, and when they hear from us next. */
export function TicketCard({ row, partner }: { readonly row: TicketRow; readonly partner: boolean }) {
  const { t, i18n } = useTranslation('portal')
  const open = row.status !== 'closed'
  // The list does not tell the next promised word; a ticket that is still open does, and its page is then at hand too.
  const { data: ticket } = useQuery({ ...myTicketQuery(row.number), enabled: open })
  return (
    <Link to="/portal/tickets/$number" params={{ number: row.number }} className="card">
      <span className="card__top">
        <span className="card__number">{row.number}</span>
        <span className="card__status" data-status={row.status}>
          {t(`status.${row.status}`)}
        </span>
      </span>
      <span className="card__title">{row.title}</span>
      <span className="card__words">
        {ticket ? standingSentence(t, ticket, i18n.language) : row.status === 'closed' ? t('home.closed') : stationWords(t, row.station)}
      </span>
      {row.lastWord && !partner ? (
        <span className="card__last">{t('home.lastWord', { name: row.lastWord.by.name, words: row.lastWord.excerpt })}</span>
      ) : null}
      {open && !partner && ticket?.nextUpdateAt ? <NextWord at={ticket.nextUpdateAt} /> : null}
      <span className="card__when">
        {t('home.reported')} <TimeAgo at={row.createdAt} />
      </span>
    </Link>
  )
}
