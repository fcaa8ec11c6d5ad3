import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DONE_BY_WORD } from '#tickets/rules/fulfil-obligation'
import { ObligationChip } from '../../ui/obligation-chip.tsx'
import { Initial, OwnerChip } from '../../ui/owner-chip.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { AccountCard } from './account-card.tsx'
import { LinksCard } from './links-card.tsx'
import { NightsAndWaits } from './nights-and-waits.tsx'
import './side-column.css'
import { mayGive, type Step } from './steps.ts'

const CheckDialog = lazy(() => import('./check-dialog.tsx').then((module) => ({ default: module.CheckDialog })))
const FulfilDialog = lazy(() => import('./fulfil-dialog.tsx').then((module) => ({ default: module.FulfilDialog })))

type Props = { readonly ticket: TicketView; readonly meId: string; readonly onStep: (step: Step) => void }

/** What is owed, who has it, whose it is. */
export function SideColumn({ ticket, meId, onStep }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <aside className="side" aria-label={t('side.label')}>
      <Duties ticket={ticket} meId={meId} onStep={onStep} />
      <Owed ticket={ticket} onStep={onStep} />
      <AccountCard ticket={ticket} />
      <LinksCard ticket={ticket} />
    </aside>
  )
}

function Duties({ ticket, meId, onStep }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <section className="side__card panel">
      <h2>{t('side.duties')}</h2>
      <div className="duties">
        <div>
          <h3>{t('vocabulary:duty.owner')}</h3>
          <OwnerChip name={ticket.owner.name} acknowledgedAt={ticket.owner.acknowledgedAt} mine={ticket.owner.id === meId} />
        </div>
        <div>
          <h3>{t('vocabulary:duty.liaison')}</h3>
          <span className="owner owner--accepted">
            <Initial name={ticket.liaison.name} />
            <span className="owner__name">
              {ticket.liaison.name}
              {ticket.liaison.id === meId ? <span className="owner__me">{t('ui:owner.me')}</span> : null}
            </span>
          </span>
        </div>
      </div>
      {mayGive(ticket, 'hand_off') ? (
        <Button block onClick={() => onStep('hand_off')}>
          {t('step.hand_off')}
        </Button>
      ) : null}
      {ticket.complaintAbout.length > 0 ? (
        <p className="side__note">{t('side.about', { names: ticket.complaintAbout.map((each) => each.name).join(t('listSeparator')) })}</p>
      ) : null}
      {ticket.bounceCount > 0 ? <p className="side__note">{t('side.bounces', { count: ticket.bounceCount })}</p> : null}
    </section>
  )
}

function Owed({ ticket, onStep }: { readonly ticket: TicketView; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation('ticket')
  const [fulfilling, setFulfilling] = useState<string | null>(null)
  const [checking, setChecking] = useState(false)
  const open = ticket.obligations.filter((each) => each.state === 'pending' || (each.state === 'broken' && each.fulfilledAt === null))
  const settled = ticket.obligations.filter((each) => !open.includes(each) && each.state !== 'cancelled')
  const byDue = open.toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))
  return (
    <section className="side__card panel">
      <h2>{t('side.owed')}</h2>
      {byDue.length === 0 ? <p className="muted">{t('side.nothingOwed')}</p> : null}
      <ul className="side__owed">
        {byDue.map((each) => (
          <li key={each.id}>
            <ObligationChip obligation={each} />
            {DONE_BY_WORD.includes(each.kind) ? (
              <Button type="link" size="small" onClick={() => setFulfilling(each.id)}>
                {t('fulfil.done')}
              </Button>
            ) : null}
            {each.kind === 'check_confirmation' ? (
              <Button type="link" size="small" onClick={() => setChecking(true)}>
                {t('check.open')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {fulfilling === null ? null : (
          <FulfilDialog obligationId={fulfilling} ticketRef={ticket.number} onClose={() => setFulfilling(null)} />
        )}
        {checking ? <CheckDialog ticketRef={ticket.number} onClose={() => setChecking(false)} /> : null}
      </Suspense>
      {settled.length > 0 ? (
        <details className="side__settled">
          <summary>{t('side.settled', { count: settled.length })}</summary>
          <ul className="side__owed">
            {settled.map((each) => (
              <li key={each.id}>
                <ObligationChip obligation={each} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <NightsAndWaits ticket={ticket} />
      {mayGive(ticket, 'add_obligation') ? (
        <Button type="link" className="side__add" onClick={() => onStep('add_obligation')}>
          {t('step.add_obligation')}
        </Button>
      ) : null}
    </section>
  )
}
