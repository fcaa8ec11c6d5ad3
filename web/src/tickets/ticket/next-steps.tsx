import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ActMenu } from '../../ui/act-menu.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { useTicketCommand } from '../use-ticket-command.ts'
import './next-steps.css'
import { type Step, stepsOf } from './steps.ts'

const KEYS: Partial<Record<Step, string>> = { acknowledge: 'c', triage: 't', hand_off: 'h', record_contact: 'p' }

/** The next legal steps as buttons; what a step still lacks is said beside it. */
export function NextSteps({ ticket, onStep }: { readonly ticket: TicketView; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation('ticket')
  const { main, more, blocked } = stepsOf(ticket)
  const claim = useTicketCommand(ticket.number, 'POST /api/v1/tickets/{id}/acknowledgement')
  const endWait = useTicketCommand(ticket.number, 'DELETE /api/v1/tickets/{id}/waits/current')
  const go = (step: Step) => {
    if (step === 'acknowledge') claim.mutate({})
    else if (step === 'end_wait') endWait.mutate({})
    else onStep(step)
  }
  if (main.length + more.length + blocked.length === 0) return null
  return (
    <section className="steps" aria-label={t('steps.label')}>
      <div className="steps__buttons">
        {main.map((step, index) => (
          <Button
            key={step}
            type={index === 0 ? 'primary' : 'default'}
            loading={(step === 'acknowledge' && claim.isPending) || (step === 'end_wait' && endWait.isPending)}
            onClick={() => go(step)}
          >
            {t(`step.${step}`)}
            {KEYS[step] ? (
              <span className="key" aria-hidden="true">
                {KEYS[step]}
              </span>
            ) : null}
          </Button>
        ))}
        {more.length > 0 ? (
          <ActMenu label={t('steps.more')} acts={more.map((step) => ({ key: step, label: t(`step.${step}`), onPick: () => go(step) }))}>
            <Button>{t('steps.more')}</Button>
          </ActMenu>
        ) : null}
      </div>
      <ProblemAlert error={claim.error ?? endWait.error} />
      {blocked.length > 0 ? (
        <ul className="steps__blocked">
          {blocked.map(({ step, why }) => (
            <li key={step}>
              <span className="steps__name">{t(`step.${step}`)}</span>
              <span>{why}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
