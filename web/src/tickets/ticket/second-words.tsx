import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../ui/now.ts'
import { shortText } from '../../ui/time-text.ts'
import type { TicketView } from '../ticket-queries.ts'
import './offer-banner.css'
import { mayGive, type Step } from './steps.ts'

type Props = { readonly ticket: TicketView; readonly onStep: (step: Step) => void }

/** What waits for a second word: the customer's objection, and a lowering that needs another function's signature. */
export function SecondWords({ ticket, onStep }: Props) {
  return (
    <>
      {ticket.objection ? <Objection ticket={ticket} objection={ticket.objection} onStep={onStep} /> : null}
      {ticket.lowering ? <LoweringAsked ticket={ticket} lowering={ticket.lowering} onStep={onStep} /> : null}
    </>
  )
}

function Objection({ ticket, objection, onStep }: Props & { readonly objection: NonNullable<TicketView['objection']> }) {
  const { t } = useTranslation('ticket')
  const mine = mayGive(ticket, 'decide_objection')
  return (
    <article className={`offer${mine ? ' offer--mine' : ''}`}>
      <div className="offer__words">
        <strong>
          {t('objection.title', {
            name: objection.by.name,
            claimed: t(`vocabulary:severity.${ticket.severityClaimed}`),
            severity: t(`vocabulary:severity.${ticket.severity}`),
          })}
        </strong>
      </div>
      {objection.words ? <p className="offer__said">{objection.words}</p> : null}
      <div className="offer__acts">
        {mine ? (
          <Button type="primary" onClick={() => onStep('decide_objection')}>
            {t('step.decide_objection')}
          </Button>
        ) : (
          <span className="muted">{t('objection.leadDecides')}</span>
        )}
      </div>
    </article>
  )
}

function LoweringAsked({ ticket, lowering, onStep }: Props & { readonly lowering: NonNullable<TicketView['lowering']> }) {
  const { t } = useTranslation('ticket')
  const said = useLoweredText()
  return (
    <article className="offer">
      <div className="offer__words">
        <strong>{t('lowering.title', { name: lowering.by.name })}</strong>
      </div>
      <dl className="offer__facts">
        {Object.keys(lowering.wanted).map((field) => (
          <Pair
            key={field}
            name={t(`lowering.field.${field}`)}
            text={t('lowering.change', { from: said(lowering.was, field), to: said(lowering.wanted, field) })}
          />
        ))}
        <Pair name={t('lowering.reason')} text={lowering.reason} />
      </dl>
      <div className="offer__acts">
        {mayGive(ticket, 'decide_lowering') ? <Button onClick={() => onStep('decide_lowering')}>{t('step.decide_lowering')}</Button> : null}
      </div>
    </article>
  )
}

function Pair({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}

function useLoweredText() {
  const { t, i18n } = useTranslation('ticket')
  const now = useNow(60_000)
  return (values: NonNullable<TicketView['lowering']>['wanted'], field: string): string => {
    const value = values[field as keyof typeof values]
    if (!value) return '—'
    if (field === 'severity') return t('triage.level', { value, word: t(`vocabulary:severity.${value}`) })
    if (field === 'causeClass') return t(`vocabulary:cause.${value}`)
    return shortText(Date.parse(value), now, i18n.language)
  }
}
