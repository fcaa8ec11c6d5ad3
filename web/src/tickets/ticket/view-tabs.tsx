import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TicketView } from '../ticket-queries.ts'
import { TICKET_TABS, type TicketTab } from '../ticket-routes.ts'
import './view-tabs.css'

/** The views of a ticket. Each has its address, so these are links. */
export function ViewTabs({ ticket, tab }: { readonly ticket: TicketView; readonly tab: TicketTab }) {
  const { t } = useTranslation('ticket')
  return (
    <nav className="view-tabs" aria-label={t('tab.label')}>
      {TICKET_TABS.map((each) => (
        <Link
          key={each}
          to="/tickets/$number"
          params={{ number: ticket.number }}
          search={{ tab: each === 'conversation' ? undefined : each }}
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          // The first view has no word in the address, which the router does not take for active.
          inactiveProps={each === tab ? { 'aria-current': 'page' } : {}}
          replace
          resetScroll={false}
          className="view-tabs__tab"
        >
          {t(`tab.${each}`)}
          {each === 'description' && ticket.missing.length > 0 ? (
            <span className="view-tabs__missing">{t('tab.missing', { count: ticket.missing.length })}</span>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}
