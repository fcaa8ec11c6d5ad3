import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import './belongs-with.css'

/** The other tickets of theirs that this one belongs together with. */
export function BelongsWith({ links }: { readonly links: CustomerTicketView['links'] }) {
  const { t } = useTranslation('portal')
  if (links.length === 0) return null
  return (
    <ul className="belongs" aria-label={t('links.label')}>
      {links.map(({ as, ticket }) => (
        <li key={`${as} ${ticket.id}`}>
          <span className="muted">{t(`links.${as}`)}</span>{' '}
          <Link to="/portal/tickets/$number" params={{ number: ticket.number }}>
            {ticket.number} {ticket.title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
