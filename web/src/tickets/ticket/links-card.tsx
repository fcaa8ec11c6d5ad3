import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import './links-card.css'
import { mayGive } from './steps.ts'

const LinkDialog = lazy(() => import('./link-dialog.tsx').then((module) => ({ default: module.LinkDialog })))

/** The tickets this one belongs together with, one click away; and linking one more. */
export function LinksCard({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const [linking, setLinking] = useState(false)
  const unlink = useTicketCommand(ticket.number, 'DELETE /api/v1/tickets/{id}/links')
  return (
    <section className="side__card panel">
      <h2>{t('links.title')}</h2>
      {ticket.links.length === 0 ? <p className="muted">{t('links.none')}</p> : null}
      <ul className="links" aria-label={t('links.title')}>
        {ticket.links.map(({ as, ticket: other }) => (
          <li key={`${as} ${other.id}`}>
            <span className="links__as">{t(`vocabulary:linkedAs.${as}`)}</span>
            <Link to="/tickets/$number" params={{ number: other.number }} className="links__ticket">
              {other.number} {other.title}
            </Link>
            <span className="links__status">{t(`vocabulary:status.${other.status}`)}</span>
            {mayGive(ticket, 'unlink') ? (
              <Button
                type="link"
                size="small"
                loading={unlink.isPending}
                aria-label={t('links.unlinkOther', { number: other.number })}
                onClick={() => unlink.mutate({ as, ticket: other.number })}
              >
                {t('links.unlink')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemAlert error={unlink.error} />
      {mayGive(ticket, 'link') ? (
        <Button type="link" className="side__add" onClick={() => setLinking(true)}>
          {t('links.link')}
        </Button>
      ) : null}
      <Suspense fallback={null}>{linking ? <LinkDialog ticket={ticket} onClose={() => setLinking(false)} /> : null}</Suspense>
    </section>
  )
}
