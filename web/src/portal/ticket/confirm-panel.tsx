import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useCommand } from '../../tickets/use-command.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { ReopenForm } from './reopen-form.tsx'
import { Stars } from './stars.tsx'
import './settle.css'

type Rating = { readonly resolution?: number; readonly service?: number }

/** Our word that it is solved, and theirs: one tap, with a rating if they like, or back to us with a reason. */
export function ConfirmPanel({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const [rating, setRating] = useState<Rating>({})
  const [reopening, setReopening] = useState(false)
  const confirm = useCommand<Rating>(ticket.number, `/tickets/${ticket.number}/confirmation`)
  const may = ticket.abilities.includes('confirm') && ticket.confirmedAt === null
  return (
    <section className="settle" aria-labelledby="settle-title">
      <h2 id="settle-title">{t(ticket.status === 'closed' ? 'settle.closedTitle' : 'settle.title')}</h2>
      {ticket.resolution ? (
        <>
          <p className="settle__text">{ticket.resolution.text}</p>
          <p className="settle__text">
            <strong>{t('settle.prevention')}</strong> {ticket.resolution.prevention}
          </p>
        </>
      ) : null}
      <ProblemAlert error={confirm.error} />
      {may && ticket.asksRating ? (
        <>
          <Stars label={t('settle.resolution')} value={rating.resolution} onChange={(resolution) => setRating({ ...rating, resolution })} />
          <Stars label={t('settle.service')} value={rating.service} onChange={(service) => setRating({ ...rating, service })} />
        </>
      ) : null}
      <div className="settle__acts">
        {may ? (
          <button type="button" className="big-act" disabled={confirm.isPending} onClick={() => confirm.mutate(rating)}>
            {t('settle.confirm')}
          </button>
        ) : null}
        {ticket.abilities.includes('reopen') && !reopening ? (
          <button type="button" className="plain-act" onClick={() => setReopening(true)}>
            {t('settle.notYet')}
          </button>
        ) : null}
      </div>
      {reopening ? <ReopenForm number={ticket.number} onClose={() => setReopening(false)} /> : null}
    </section>
  )
}
