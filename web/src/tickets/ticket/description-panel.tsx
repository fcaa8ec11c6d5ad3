import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { absoluteText } from '../../ui/time-text.ts'
import type { TicketView } from '../ticket-queries.ts'
import { DescriptionForm } from './description-form.tsx'
import './description.css'
import { RootCauseReports } from './root-cause-reports.tsx'
import { mayGive } from './steps.ts'

/** The structured facts. What the gate still misses stands on top and where it belongs. */
export function DescriptionPanel({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const [editing, setEditing] = useState(false)
  const missing = ticket.missing.map((fact) => t(`report.${fact}`, { defaultValue: fact }))
  return (
    <div className="description">
      {missing.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('description.missing', { facts: missing.join(t('listSeparator')) })}
          description={t('description.gate')}
        />
      ) : null}
      {editing ? (
        <DescriptionForm ticket={ticket} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Facts ticket={ticket} />
          <RootCauseReports number={ticket.number} />
          {mayGive(ticket, 'edit') ? <Button onClick={() => setEditing(true)}>{t('description.edit')}</Button> : null}
        </>
      )}
    </div>
  )
}

function Facts({ ticket }: { readonly ticket: TicketView }) {
  const { t, i18n } = useTranslation('ticket')
  const { report } = ticket
  const when = (at: string | undefined) => (at ? absoluteText(Date.parse(at), i18n.language) : undefined)
  const environment = Object.entries(report.environment ?? {}).map(([name, value]) =>
    t('environment.fact', { name: t(`environment.${name}`), value: name === 'deployment' ? t(`vocabulary:deployment.${value}`) : value }),
  )
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['symptom', report.symptom],
    ['expected', report.expected],
    ['steps', report.steps],
    ['impact', report.impact && t(`vocabulary:impact.${report.impact}`)],
    ['urgency', report.urgency && t(`vocabulary:urgency.${report.urgency}`)],
    ['flags', ticket.flags.map((flag) => t(`vocabulary:flag.${flag}`)).join(t('listSeparator'))],
    ['occurredAt', when(report.occurredAt)],
    ['detectedAt', when(report.detectedAt)],
    ['reportedAt', when(report.reportedAt)],
    ['environment', environment.join('\n')],
  ]
  return (
    <dl className="description__facts">
      {facts.map(([name, value]) => {
        const lacking = ticket.missing.includes(name)
        return value || lacking ? (
          <div key={name} className={lacking ? 'description__lacking' : undefined}>
            <dt>{t(`report.${name}`)}</dt>
            <dd>{value || t('description.lacking')}</dd>
          </div>
        ) : null
      })}
      {ticket.resolution ? (
        <>
          <div>
            <dt>{t('resolve.text')}</dt>
            <dd>{ticket.resolution.text}</dd>
          </div>
          <div>
            <dt>{t('resolve.causeClass')}</dt>
            <dd>{t(`vocabulary:cause.${ticket.resolution.causeClass}`)}</dd>
          </div>
          <div>
            <dt>{t('resolve.prevention')}</dt>
            <dd>{ticket.resolution.prevention}</dd>
          </div>
        </>
      ) : null}
    </dl>
  )
}
