import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import './offer-banner.css'

const DeclineDialog = lazy(() => import('./decline-dialog.tsx').then((module) => ({ default: module.DeclineDialog })))

type Props = { readonly offer: TicketView['offers'][number]; readonly ticketRef: string; readonly meId: string }

/** An offer of a duty: to me, with accept and decline; from me, with taking it back; to others, as a fact. */
export function OfferBanner({ offer, ticketRef, meId }: Props) {
  const { t } = useTranslation('ticket')
  const nameOf = useFunctionNames()
  const [declining, setDeclining] = useState(false)
  const accept = useTicketCommand(ticketRef, 'POST /api/v1/hand-offs/{id}/acceptance', offer.id)
  const withdraw = useTicketCommand(ticketRef, 'POST /api/v1/hand-offs/{id}/withdrawal', offer.id)
  const toMe = offer.to.id === meId
  const fromMe = offer.from.id === meId
  const words = { from: offer.from.name, to: offer.to.name, duty: t(`vocabulary:duty.${offer.duty}`) }
  return (
    <article className={`offer${toMe ? ' offer--mine' : ''}`}>
      <div className="offer__words">
        <strong>{t(toMe ? 'offer.toMe' : fromMe ? 'offer.fromMe' : 'offer.between', words)}</strong>
        <Countdown dueAt={offer.expiresAt} />
      </div>
      <dl className="offer__facts">
        <dt>{t('offer.done')}</dt>
        <dd>{offer.done}</dd>
        <dt>{t('offer.needed')}</dt>
        <dd>{offer.needed}</dd>
        {offer.toStation ? (
          <>
            <dt>{t('offer.station')}</dt>
            <dd>{nameOf(offer.toStation)}</dd>
          </>
        ) : null}
      </dl>
      <ProblemAlert error={accept.error ?? withdraw.error} />
      <div className="offer__acts">
        {toMe ? (
          <>
            <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({})}>
              {t('offer.accept')}
            </Button>
            <Button onClick={() => setDeclining(true)}>{t('offer.decline')}</Button>
          </>
        ) : null}
        {fromMe ? (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({})}>
            {t('offer.withdraw')}
          </Button>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {declining ? <DeclineDialog offerId={offer.id} ticketRef={ticketRef} onClose={() => setDeclining(false)} /> : null}
      </Suspense>
    </article>
  )
}
