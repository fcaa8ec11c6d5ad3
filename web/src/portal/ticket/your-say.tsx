import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useCommand } from '../../tickets/use-command.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import './your-say.css'

/** Their say on how we treat it: not agreeing with a lowered severity, in one tap, and quiet nights. */
export function YourSay({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t } = useTranslation('portal')
  const object = useCommand<object>(ticket.number, `/tickets/${ticket.number}/objection`)
  const nights = useCommand<{ on: boolean }>(ticket.number, `/tickets/${ticket.number}/night-silence`)
  const mayObject = ticket.abilities.includes('object')
  const mayQuiet = ticket.abilities.includes('silence_nights')
  if (!mayObject && !ticket.objected && !mayQuiet) return null
  return (
    <section className="follow__say" aria-label={t('say.label')}>
      {mayObject ? (
        <>
          <p>{t('say.lowered', { severity: t(`severity.${ticket.severity}`) })}</p>
          <button type="button" className="plain-act" disabled={object.isPending} onClick={() => object.mutate({})}>
            {t('say.object')}
          </button>
        </>
      ) : null}
      {ticket.objected ? <p aria-live="polite">{t('say.objected')}</p> : null}
      {mayQuiet ? (
        <label className="say__nights">
          <input
            type="checkbox"
            checked={ticket.nightSilence}
            disabled={nights.isPending}
            onChange={(event) => nights.mutate({ on: event.target.checked })}
          />
          <span>{t('say.nights')}</span>
        </label>
      ) : null}
      <ProblemAlert error={object.error ?? nights.error} />
    </section>
  )
}
