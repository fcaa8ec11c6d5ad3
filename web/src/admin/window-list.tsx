import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './windows.css'

export type WindowPair = readonly [from: string, to: string]
type Props = {
  readonly value: readonly WindowPair[]
  readonly onChange: (windows: WindowPair[]) => void
  readonly label: string
  readonly disabled?: boolean
  readonly bad?: ReadonlySet<number>
  readonly children?: ReactNode
}

/** Windows of one day as local times. Text, not a time field: 24:00 is an end, and a window may run over midnight. */
export function WindowList({ value, onChange, label, disabled = false, bad = new Set(), children }: Props) {
  const { t } = useTranslation('admin')
  const put = (index: number, side: 0 | 1, time: string) =>
    onChange(value.map((pair, i) => (i === index ? (side === 0 ? [time, pair[1]] : [pair[0], time]) : pair)))
  return (
    <div className="windows__list">
      {value.length === 0 ? <span className="muted windows__name">{t('windows.closed')}</span> : null}
      {value.map((pair, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: windows have no name but their place
          key={index}
          className={`windows__one${bad.has(index) ? ' windows__one--bad' : ''}`}
        >
          {([0, 1] as const).map((side) => (
            <input
              key={side}
              className={side === 0 ? '' : 'windows__end'}
              value={pair[side]}
              disabled={disabled}
              maxLength={5}
              inputMode="numeric"
              aria-invalid={bad.has(index)}
              aria-label={t(side === 0 ? 'windows.from' : 'windows.to', { label, n: index + 1 })}
              onChange={(event) => put(index, side, event.target.value.replace('：', ':'))}
              onBlur={(event) => put(index, side, tidy(event.target.value))}
            />
          ))}
          {disabled ? null : (
            <button
              type="button"
              className="small-act"
              aria-label={t('windows.remove', { label, n: index + 1 })}
              onClick={() => onChange(value.filter((_, i) => i !== index))}
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </span>
      ))}
      {disabled ? null : (
        <button
          type="button"
          className="small-act"
          aria-label={t('windows.add', { label })}
          onClick={() => onChange([...value, following(value)])}
        >
          <span aria-hidden="true">＋</span>
        </button>
      )}
      {children}
    </div>
  )
}

/** `9` and `9:5` as people type them: `09:00`, `09:05`. */
function tidy(time: string): string {
  const [, hours, minutes] = /^\s*(\d{1,2})(?::?(\d{1,2}))?\s*$/.exec(time) ?? []
  return hours === undefined ? time : `${hours.padStart(2, '0')}:${(minutes ?? '0').padStart(2, '0')}`
}

function following(value: readonly WindowPair[]): WindowPair {
  if (value.length === 0) return ['09:00', '12:00']
  return value.length === 1 ? ['13:00', '18:00'] : ['19:00', '21:00']
}
