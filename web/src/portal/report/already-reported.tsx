import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { ticketListQuery } from '../../tickets/ticket-queries.ts'

/** Search first: what they have reported already and looks alike. */
export function AlreadyReported({ title }: { readonly title: string }) {
  const { t } = useTranslation('portal')
  const q = useDeferredValue(title.trim())
  const { data } = useQuery({ ...ticketListQuery({ q, limit: 3, sort: '-createdAt' }), enabled: q.length >= 4 })
  if (!data || data.items.length === 0 || q.length < 4) return null
  return (
    <aside className="alike" aria-label={t('report.alike')}>
      <p>{t('report.alike')}</p>
      <ul>
        {data.items.map((row) => (
          <li key={row.id}>
            <Link to="/portal/tickets/$number" params={{ number: row.number }}>
              {t('ticket.title', { number: row.number, title: row.title })}
            </Link>
            <span className="muted">{t(`status.${row.status}`)}</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
