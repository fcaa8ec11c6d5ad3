import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFunctionNames } from '../../api/functions.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { absoluteText } from '../../ui/time-text.ts'
import { findingsQuery, type TicketView } from '../ticket-queries.ts'
import './findings.css'
import { mayGive } from './steps.ts'

/** What each station found: the exit criteria are read from here. */
export function FindingsPanel({ ticket, onRecord }: { readonly ticket: TicketView; readonly onRecord: () => void }) {
  const { t } = useTranslation('ticket')
  const nameOf = useFunctionNames()
  const findings = useQuery(findingsQuery(ticket.number))
  const act = mayGive(ticket, 'record_finding') ? (
    <Button type="primary" onClick={onRecord}>
      {t('step.record_finding')}
    </Button>
  ) : null
  if (findings.isPending) return <SkeletonRows rows={3} height={80} />
  if (findings.error) return <ProblemAlert error={findings.error} onRetry={() => void findings.refetch()} />
  if (findings.data.items.length === 0) {
    return (
      <EmptyState title={t('finding.empty')} act={act}>
        {t('finding.teach')}
      </EmptyState>
    )
  }
  return (
    <div className="findings">
      {act}
      <ol>
        {findings.data.items.toReversed().map((finding) => (
          <li key={finding.id} className="finding panel">
            <header>
              <strong>{nameOf(finding.station)}</strong>
              <span>{finding.by.name}</span>
              <TimeAgo at={finding.at} />
            </header>
            <dl className="facts">
              {Object.entries(finding.data).map(([name, value]) => (
                <Fact key={name} name={name} value={value} />
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { t } = useTranslation('ticket')
  const text = useFactText(name, value)
  if (text === null) return null
  return (
    <>
      <dt>{t(`finding.${name}`, { defaultValue: name })}</dt>
      <dd className="finding__text">{text}</dd>
    </>
  )
}

function useFactText(name: string, value: unknown): string | null {
  const { t, i18n } = useTranslation('ticket')
  if (name === 'revisitAt') return absoluteText(Date.parse(String(value)), i18n.language)
  if (name === 'reproduced' || name === 'verdict' || name === 'outcome') return t(`vocabulary:${name}.${String(value)}`)
  if (name === 'verified') return t(value === true ? 'finding.yes' : 'finding.no')
  if (typeof value === 'object' && value !== null && 'where' in value && 'version' in value) {
    return t('finding.releasedText', { where: String(value.where), version: String(value.version) })
  }
  return typeof value === 'string' && value !== '' ? value : null
}
