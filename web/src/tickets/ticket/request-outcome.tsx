import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { absoluteText } from '../../ui/time-text.ts'
import { findingsQuery, type TicketView } from '../ticket-queries.ts'
import './request-outcome.css'

type Props = {
  readonly ticket: TicketView
  /** Takes all that is written, those words after what somebody typed already. */
  readonly onWords: (written: string) => void
  readonly written: () => string
  /** Where a date can be told too (epoch ms). */
  readonly onRevisit?: (at: number) => void
}

/** What was decided of a request, where it is about to be told: its words and date are one tap away. */
export function RequestOutcome({ ticket, written, onWords, onRevisit }: Props) {
  const { t, i18n } = useTranslation('ticket')
  const findings = useQuery({ ...findingsQuery(ticket.number), enabled: ticket.kind === 'request' })
  const said = findings.data?.items.findLast(({ data }) => data['outcome'] !== undefined)?.data
  if (said === undefined) return null
  const outcome = t(`vocabulary:outcome.${String(said['outcome'])}`)
  const words = said['customerWords']
  const revisitAt = typeof said['revisitAt'] === 'string' ? Date.parse(said['revisitAt']) : null
  return (
    <div className="request-outcome">
      <p>
        <strong>
          {revisitAt === null
            ? t('outcome.said', { outcome })
            : t('outcome.saidLater', { outcome, at: absoluteText(revisitAt, i18n.language) })}
        </strong>
      </p>
      {typeof words === 'string' ? <blockquote>{words}</blockquote> : null}
      <div className="request-outcome__acts" hidden={typeof words !== 'string' && revisitAt === null}>
        {typeof words === 'string' ? (
          <Button size="small" onClick={() => onWords([written().trimEnd(), words].filter((part) => part !== '').join('\n'))}>
            {t('outcome.useWords')}
          </Button>
        ) : null}
        {revisitAt !== null && onRevisit ? (
          <Button size="small" onClick={() => onRevisit(revisitAt)}>
            {t('outcome.useDate')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
