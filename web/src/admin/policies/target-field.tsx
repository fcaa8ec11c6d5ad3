import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PolicyClock, PolicyTarget } from '#obligations/rules/service-policy'

type Shape = 'later' | 'notOwed' | 'minutes' | 'workingDays' | 'dailyBy' | 'stages' | 'within' | 'given'
const SHAPES: readonly Shape[] = ['minutes', 'workingDays', 'dailyBy', 'stages', 'within', 'given', 'notOwed', 'later']
const CLOCKS: readonly PolicyClock[] = ['alarm', 'working', 'elapsed']
type Value = PolicyTarget | null | undefined
type Props = { readonly value?: Value; readonly onChange?: (value: Value) => void; readonly label: string }

/** One target: its shape, then its numbers. */
export function TargetField({ value, onChange, label }: Props) {
  const { t } = useTranslation('admin')
  const shape = shapeOf(value)
  return (
    <div className="target">
      <Select
        aria-label={t('target.shapeOf', { label })}
        value={shape}
        onChange={(next: Shape) => onChange?.(FRESH[next])}
        options={SHAPES.map((each) => ({ value: each, label: t(`target.shape.${each}`) }))}
      />
      <Numbers value={value} label={label} {...(onChange ? { onChange } : {})} />
    </div>
  )
}

function Numbers({ value, onChange, label }: Props) {
  const { t } = useTranslation('admin')
  if (!value || 'given' in value) return null
  if ('workingDays' in value)
    return (
      <Count
        label={t('target.daysOf', { label })}
        unit={t('deadline.workingDays')}
        value={value.workingDays}
        onChange={(workingDays) => onChange?.({ workingDays })}
      />
    )
  if ('dailyBy' in value)
    return <Time label={t('target.timeOf', { label })} value={value.dailyBy} onChange={(dailyBy) => onChange?.({ dailyBy })} />
  if ('stages' in value) return <Stages value={value} label={label} {...(onChange ? { onChange } : {})} />
  const minutes = (
    <Count
      label={t('target.minutesOf', { label })}
      unit={t('deadline.minutes')}
      value={value.minutes}
      onChange={(count) => onChange?.({ ...value, minutes: count })}
    />
  )
  if ('within' in value) {
    return (
      <>
        {minutes}
        <Time
          label={t('target.fromOf', { label })}
          value={value.within[0]}
          onChange={(from) => onChange?.({ ...value, within: [from, value.within[1]] })}
        />
        <Time
          label={t('target.toOf', { label })}
          value={value.within[1]}
          onChange={(to) => onChange?.({ ...value, within: [value.within[0], to] })}
        />
        <Time label={t('target.elseOf', { label })} value={value.elseAt} onChange={(elseAt) => onChange?.({ ...value, elseAt })} />
      </>
    )
  }
  return (
    <>
      {minutes}
      <Select
        aria-label={t('target.clockOf', { label })}
        value={value.clock ?? 'alarm'}
        onChange={(clock: PolicyClock) => onChange?.(clock === 'alarm' ? { minutes: value.minutes } : { minutes: value.minutes, clock })}
        options={CLOCKS.map((clock) => ({ value: clock, label: t(`clock.${clock}`) }))}
      />
    </>
  )
}

type StagesTarget = Extract<PolicyTarget, { readonly stages: readonly unknown[] }>

/** A cadence that slackens: at first every so often, until; then every so often. */
function Stages({
  value,
  onChange,
  label,
}: {
  readonly value: StagesTarget
  readonly onChange?: (value: Value) => void
  readonly label: string
}) {
  const { t } = useTranslation('admin')
  const [first, last] = [value.stages[0], value.stages.at(-1)]
  const put = (minutes: number, untilMinutes: number, then: number) =>
    onChange?.({ ...value, stages: [{ minutes, untilMinutes }, { minutes: then }] })
  const [minutes, until, then] = [first?.minutes ?? 20, first?.untilMinutes ?? 120, last?.minutes ?? 30]
  return (
    <>
      <Count
        label={t('target.everyOf', { label })}
        unit={t('target.everyUnit')}
        value={minutes}
        onChange={(next) => put(next, until, then)}
      />
      <Count
        label={t('target.untilOf', { label })}
        unit={t('target.untilUnit')}
        value={until}
        onChange={(next) => put(minutes, next, then)}
      />
      <Count
        label={t('target.thenOf', { label })}
        unit={t('target.thenUnit')}
        value={then}
        onChange={(next) => put(minutes, until, next)}
      />
    </>
  )
}

function Count({
  label,
  unit,
  value,
  onChange,
}: {
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  return (
    <span className="target__count">
      <InputNumber aria-label={label} min={1} precision={0} value={value} onChange={(next) => onChange(next ?? 1)} />
      <span className="muted">{unit}</span>
    </span>
  )
}

function Time({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <Input
      className="target__time"
      aria-label={label}
      title={label}
      maxLength={5}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

const FRESH: Readonly<Record<Shape, Value>> = {
  later: undefined,
  notOwed: null,
  minutes: { minutes: 60 },
  workingDays: { workingDays: 1 },
  dailyBy: { dailyBy: '18:00' },
  stages: { stages: [{ minutes: 20, untilMinutes: 120 }, { minutes: 30 }] },
  within: { minutes: 120, within: ['09:00', '18:00'], elseAt: '09:00' },
  given: { given: true },
}

function shapeOf(value: Value): Shape {
  if (value === undefined) return 'later'
  if (value === null) return 'notOwed'
  if ('workingDays' in value) return 'workingDays'
  if ('dailyBy' in value) return 'dailyBy'
  if ('stages' in value) return 'stages'
  if ('within' in value) return 'within'
  return 'given' in value ? 'given' : 'minutes'
}
