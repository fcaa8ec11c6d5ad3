import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountQuery, contactsQuery, environmentsQuery } from '../../api/directory.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { type TicketView, ticketListQuery } from '../ticket-queries.ts'
import { mayGive } from './steps.ts'

const PlaceDialog = lazy(() => import('./place-dialog.tsx').then((module) => ({ default: module.PlaceDialog })))

/** Whose problem it is: the customer, their people, where they run us, what else is open for them. */
export function AccountCard({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const [placing, setPlacing] = useState(false)
  const account = useQuery(accountQuery(ticket.account.id))
  const contacts = useQuery(contactsQuery({ accountId: ticket.account.id }))
  const environments = useQuery(environmentsQuery(ticket.account.id))
  const others = useQuery(ticketListQuery({ accountId: ticket.account.id, status: 'not_closed', limit: 50 }))
  // Staff see contacts in full; the other view is the customer's own.
  const people = (contacts.data?.items ?? []).filter((each) => each.view === 'staff')
  const otherOpen = others.data?.items.filter((row) => row.id !== ticket.id).length
  return (
    <section className="side__card panel">
      <h2>{ticket.account.name}</h2>
      {mayGive(ticket, 'place') ? (
        <Button block className="side__place" onClick={() => setPlacing(true)}>
          {t('place.title')}
        </Button>
      ) : null}
      <Suspense fallback={null}>{placing ? <PlaceDialog ticket={ticket} onClose={() => setPlacing(false)} /> : null}</Suspense>
      <dl className="facts">
        <dt>{t('side.tier')}</dt>
        <dd>{t(`vocabulary:tier.${ticket.account.tier}`)}</dd>
        {account.data?.servicePerson ? (
          <>
            <dt>{t('side.servicePerson')}</dt>
            <dd>{account.data.servicePerson.name}</dd>
          </>
        ) : null}
        <dt>{t('side.line')}</dt>
        <dd>
          {ticket.component
            ? t('side.component', { line: ticket.productLine.name, component: ticket.component.name })
            : ticket.productLine.name}
        </dd>
        {ticket.reporter ? (
          <>
            <dt>{t('side.reporter')}</dt>
            <dd>{ticket.reporter.name}</dd>
          </>
        ) : null}
        <dt>{t('side.reported')}</dt>
        <dd>
          <TimeAgo at={ticket.createdAt} />
        </dd>
        {otherOpen === undefined ? null : (
          <>
            <dt>{t('side.others')}</dt>
            <dd>{t('side.otherOpen', { count: otherOpen })}</dd>
          </>
        )}
      </dl>
      {environments.data && environments.data.items.length > 0 ? (
        <>
          <h3>{t('side.environments')}</h3>
          <ul className="side__people">
            {environments.data.items.map((each) => (
              <li key={each.id}>
                <span>{each.name}</span>
                <span className="muted">
                  {t(`vocabulary:deployment.${each.deployment}`)} {each.productVersion}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {people.length > 0 ? (
        <>
          <h3>{t('side.contacts')}</h3>
          <ul className="side__people">
            {people.slice(0, 6).map((each) => (
              <li key={each.id}>
                <span>{each.name}</span>
                <span className="muted">
                  {each.stakeholderRoles.map((role) => t(`vocabulary:stakeholder.${role}`)).join(t('listSeparator')) || each.title}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
