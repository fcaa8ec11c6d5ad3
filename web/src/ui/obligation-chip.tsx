import { useTranslation } from 'react-i18next'
import type { ObligationView } from '#tickets/contract'
import { Countdown, type Track, TrackShape } from './countdown.tsx'
import { TimeAgo } from './time-ago.tsx'
import './obligation-chip.css'

/** One thing owed: what, by whom, and how it stands: as a countdown while pending, as a word once settled. */
export function ObligationChip({ obligation, showHolder = true }: { readonly obligation: ObligationView; readonly showHolder?: boolean }) {
  const { t } = useTranslation()
  const kind = t(`vocabulary:obligation.${obligation.kind}`, { defaultValue: obligation.kind })
  return (
    <div className="obligation">
      <div className="obligation__what">
        <span className="obligation__kind">{kind}</span>
        {obligation.text ? <span className="obligation__text">{obligation.text}</span> : null}
        {showHolder && obligation.holder ? <span className="obligation__holder">{obligation.holder.name}</span> : null}
      </div>
      <Standing obligation={obligation} />
    </div>
  )
}

function Standing({ obligation }: { readonly obligation: ObligationView }) {
  const { state, paused, dueAt, warnAt, keptAt, fulfilledAt } = obligation
  if (state === 'kept' || state === 'cancelled') return <Settled track={state === 'kept' ? 'kept' : 'paused'} word={state} at={keptAt} />
  if (paused || dueAt === null) return <Settled track="paused" word="paused" at={null} />
  if (state === 'broken' && fulfilledAt) return <Settled track="broken" word="late" at={fulfilledAt} />
  return <Countdown dueAt={dueAt} riskAt={warnAt} />
}

function Settled({ track, word, at }: { readonly track: Track; readonly word: string; readonly at: string | null }) {
  const { t } = useTranslation()
  return (
    <span className={`countdown countdown--${track}`}>
      <TrackShape track={track} />
      <span>{t(`ui:standing.${word}`)}</span>
      {at ? <TimeAgo at={at} /> : null}
    </span>
  )
}
