import { useTranslation } from 'react-i18next'
import type { Severity } from '#tickets/rules/vocabulary'
import './severity-badge.css'

/** A severity: its level and word; the heavier, the fuller the shape. An untriaged one says so by a question mark. */
export function SeverityBadge({
  severity,
  triaged = true,
  long = false,
}: {
  readonly severity: Severity
  readonly triaged?: boolean
  readonly long?: boolean
}) {
  const { t } = useTranslation()
  const word = t(`vocabulary:severity.${severity}`)
  return (
    <span
      className={`severity severity--${severity.toLowerCase()}${triaged ? '' : ' severity--untriaged'}`}
      title={triaged ? word : t('ui:untriaged', { word })}
    >
      <span className="severity__level">{severity}</span>
      {triaged ? null : <span aria-hidden="true">?</span>}
      {long ? (
        <span className="severity__word">{word}</span>
      ) : (
        <span className="for-readers">{triaged ? word : t('ui:untriaged', { word })}</span>
      )}
    </span>
  )
}
