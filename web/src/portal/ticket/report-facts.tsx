import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { useMe } from '../../api/me.ts'
import { mailStatesQuery } from '../../mail/mail-queries.ts'
import { OpenWholeMail } from '../../mail/open-whole-mail.tsx'
import { absoluteText } from '../../ui/time-text.ts'

/** What was reported, and who looks after it; folded, as they know it. */
export function ReportFacts({ ticket }: { readonly ticket: CustomerTicketView }) {
  const { t, i18n } = useTranslation('portal')
  const { report } = ticket
  const opening = useQuery(mailStatesQuery(ticket.number)).data?.opening
  const when = (at: string | undefined) => (at ? absoluteText(Date.parse(at), i18n.language) : undefined)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['symptom', report.symptom],
    ['expected', report.expected],
    ['steps', report.steps],
    ['impact', report.impact ? t(`impact.${report.impact}`) : undefined],
    ['urgency', report.urgency ? t(`urgency.${report.urgency}`) : undefined],
    ['severity', t(`severity.${ticket.severity}`)],
    ['occurredAt', when(report.occurredAt)],
    ['reportedAt', when(report.reportedAt)],
    ['reporter', ticket.reporter?.name],
    ['liaison', ticket.liaison.name],
    ['owner', ticket.owner.name],
  ]
  return (
    <details className="facts">
      <summary>{t(useMe()?.kind === 'partner' ? 'facts.partnerTitle' : 'facts.title')}</summary>
      <dl>
        {facts
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`facts.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {opening ? <OpenWholeMail mail={opening} path={`/tickets/${ticket.number}`} /> : null}
    </details>
  )
}
