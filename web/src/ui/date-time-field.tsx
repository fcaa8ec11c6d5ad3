import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DAY, HOUR, MINUTE } from '#kernel/instant'
import './date-time-field.css'
import { serverNow } from './now.ts'
import { absoluteText, fromFieldValue, relativeText, toFieldValue } from './time-text.ts'

export type Pick = 'in30m' | 'in1h' | 'in2h' | 'today18' | 'tomorrow10' | 'in2d' | 'in7d' | 'in24h'

type Props = {
  readonly value?: number | null
  readonly onChange?: (at: number | null) => void
  readonly picks?: readonly Pick[]
  readonly id?: string
  readonly label: string
  readonly clearable?: boolean
}

/** An instant (epoch ms): one tap for the usual answers, a field for the rest; below it, what was chosen in full. */
export function DateTimeField({
  value = null,
  onChange,
  picks = ['in30m', 'in2h', 'today18', 'tomorrow10'],
  id,
  label,
  clearable = true,
}: Props) {
  const { t, i18n } = useTranslation()
  const now = serverNow()
  const offered = picks.map((pick) => ({ pick, at: instantOf(pick, now) })).filter(({ at }) => at > now)
  return (
    <fieldset className="when" aria-label={label}>
      <div className="when__picks">
        {offered.map(({ pick, at }) => (
          <Button
            key={pick}
            size="small"
            shape="round"
            type={isChosen(value, at) ? 'primary' : 'default'}
            aria-pressed={isChosen(value, at)}
            onClick={() => onChange?.(at)}
          >
            {t(`ui:when.${pick}`)}
          </Button>
        ))}
        {clearable && value !== null ? (
          <Button size="small" type="text" onClick={() => onChange?.(null)}>
            {t('ui:when.clear')}
          </Button>
        ) : null}
      </div>
      <div className="when__exact">
        <Input
          {...(id ? { id } : {})}
          type="datetime-local"
          aria-label={label}
          value={value === null ? '' : toFieldValue(value)}
          onChange={(event) => onChange?.(fromFieldValue(event.target.value))}
        />
        <span className="when__said" aria-live="polite">
          {value === null
            ? ''
            : t('ui:when.said', { relative: relativeText(value, now, i18n.language), absolute: absoluteText(value, i18n.language) })}
        </span>
      </div>
    </fieldset>
  )
}

function isChosen(value: number | null, at: number): boolean {
  return value !== null && Math.abs(value - at) < MINUTE
}

function instantOf(pick: Pick, now: number): number {
  if (pick === 'today18') return atHour(now, 18)
  if (pick === 'tomorrow10') return atHour(now + DAY, 10)
  const spans = { in30m: 30 * MINUTE, in1h: HOUR, in2h: 2 * HOUR, in24h: DAY, in2d: 2 * DAY, in7d: 7 * DAY } as const
  return Math.ceil((now + spans[pick]) / MINUTE) * MINUTE
}

/** An hour of the reader's own day. */
function atHour(day: number, hour: number): number {
  return new Date(day).setHours(hour, 0, 0, 0)
}
