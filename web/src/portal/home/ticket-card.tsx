import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../tickets/ticket-queries.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { NextWord } from '../next-word.tsx'
import { standingSentence } from '../plain-words.ts'

/** One ticket in the list: what it is about, where it stands in plain words, and when they hear from us next. */
export function TicketCard({ row, partner }: { readonly row: TicketRow; readonly partner: boolean }) {
  const { t, i18n } = useTranslation('portal')
  const open = row.status !== 'closed'
  return (
    <Link to="/portal/tickets/$number" params={{ number: row.number }} className="card">
      <span className="card__top">
        <span className="card__number">{row.number}</span>
        <span className="card__status" data-status={row.status}>
          {t(`status.${row.status}`)}
        </span>
      </span>
      <span className="card__title">{row.title}</span>
      <span className="card__words">{open ? standingSentence(t, row, i18n.language) : t('home.closed')}</span>
      {row.lastWord && !partner ? (
        <span className="card__last">{t('home.lastWord', { name: row.lastWord.by.name, words: row.lastWord.excerpt })}</span>
      ) : null}
      {open && !partner && row.nextUpdateAt ? <NextWord at={row.nextUpdateAt} /> : null}
      <span className="card__when">
        {t('home.reported')} <TimeAgo at={row.createdAt} />
      </span>
    </Link>
  )
}
