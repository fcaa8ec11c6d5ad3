import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useCommand } from '../../tickets/use-command.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import './your-say.css'

/** They do not agree with a lowered severity: one tap, and our lead decides. */
export function Objection({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const object = useCommand<object>(ticket.number, `/tickets/${ticket.number}/objection`)
  if (ticket.objected) {
    return (
      <p className="follow__say" aria-live="polite">
        {t('say.objected')}
      </p>
    )
  }
  if (!ticket.abilities.includes('object')) return null
  return (
    <section className="follow__say" aria-label={t('say.label')}>
      <p>{t('say.lowered', { severity: t(`severity.${ticket.severity}`) })}</p>
      <button type="button" className="plain-act" disabled={object.isPending} onClick={() => object.mutate({})}>
        {t('say.object')}
      </button>
      <ProblemAlert error={object.error} />
    </section>
  )
}

/** Quiet nights on this one. */
export function QuietNights({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const nights = useCommand<{ on: boolean }>(ticket.number, `/tickets/${ticket.number}/night-silence`)
  if (!ticket.abilities.includes('silence_nights')) return null
  return (
    <>
      <label className="nights">
        <input
          type="checkbox"
          checked={ticket.nightSilence}
          disabled={nights.isPending}
          onChange={(event) => nights.mutate({ on: event.target.checked })}
        />
        <span>{t('say.nights')}</span>
      </label>
      <ProblemAlert error={nights.error} />
    </>
  )
}
