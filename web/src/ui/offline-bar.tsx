import { useTranslation } from 'react-i18next'
import { useLiveState } from '../live/live-state.ts'
import './offline-bar.css'
import { useOnline } from './use-online.ts'

/** Shown while nothing arrives by itself: offline, or the stream is being joined again. */
export function OfflineBar() {
  const { t } = useTranslation()
  const online = useOnline()
  const live = useLiveState()
  const word = !online ? 'offline' : live === 'reconnecting' ? 'reconnecting' : null
  return (
    <div role="status" aria-live="polite">
      {word ? (
        <div className={`offline-bar offline-bar--${word}`}>
          <strong>{t(`ui:line.${word}.title`)}</strong>
          <span>{t(`ui:line.${word}.detail`)}</span>
        </div>
      ) : null}
    </div>
  )
}
