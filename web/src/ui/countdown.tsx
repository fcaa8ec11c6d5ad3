import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { MINUTE, SECOND } from '#kernel/instant'
import './countdown.css'
import { useNow } from './now.ts'
import { absoluteText, spanText } from './time-text.ts'

export type Track = 'on-track' | 'at-risk' | 'broken' | 'kept' | 'paused'

/** How much of a deadline is left. `riskAt` is the instant from which it counts as at risk. */
export function trackOf(dueAt: number, riskAt: number | null, now: number): Track {
  if (now >= dueAt) return 'broken'
  if (riskAt !== null && now >= riskAt) return 'at-risk'
  return 'on-track'
}

type Props = { readonly dueAt: string; readonly riskAt?: string | null; readonly quiet?: boolean }

/** Ticks towards a deadline in a box of one width, so that nothing beside it moves. The absolute instant shows on hover and focus. */
export function Countdown({ dueAt, riskAt = null, quiet = false }: Props) {
  const { t, i18n } = useTranslation()
  const due = Date.parse(dueAt)
  const minute = useNow(MINUTE)
  const near = Math.abs(due - minute) < 12 * MINUTE
  const now = useNow(near ? SECOND : MINUTE)
  const track = trackOf(due, riskAt ? Date.parse(riskAt) : null, now)
  const text = t(track === 'broken' ? 'ui:countdown.over' : 'ui:countdown.left', { span: spanText(due - now, t) })
  const absolute = absoluteText(due, i18n.language)
  return (
    <Tooltip title={absolute} mouseEnterDelay={0.3}>
      <time className={`countdown countdown--${track}${quiet ? ' countdown--quiet' : ''}`} dateTime={dueAt} tabIndex={quiet ? -1 : 0}>
        <TrackShape track={track} />
        <span className="countdown__text">{text}</span>
      </time>
    </Tooltip>
  )
}

/** The state as a shape, so that colour is never the only sign: ring, half, bolt, tick, bars. */
export function TrackShape({ track }: { readonly track: Track }) {
  return (
    <svg className="track-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[track]}
    </svg>
  )
}

const shapes: Readonly<Record<Track, React.ReactNode>> = {
  'on-track': <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  'at-risk': (
    <>
      <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <path d="M8 2.8a5.2 5.2 0 010 10.4z" fill="currentColor" />
    </>
  ),
  broken: <path d="M8 1.6l6.8 12.2H1.2zM7.1 6v3.8h1.8V6zm0 4.8v1.6h1.8v-1.6z" fill="currentColor" fillRule="evenodd" />,
  kept: (
    <path d="M2.8 8.4l3.4 3.4 7-7.4" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
  ),
  paused: <path d="M5.4 3.4v9.2M10.6 3.4v9.2" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
}
