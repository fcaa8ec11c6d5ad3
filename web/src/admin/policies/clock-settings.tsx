import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type AlarmRow, SEVERITIES, type ServicePolicyDocument } from '#obligations/rules/service-policy'
import { TICKET_KINDS, TIERS } from '#tickets/rules/vocabulary'

type Props = {
  readonly document: ServicePolicyDocument
  readonly disabled: boolean
  readonly onChange: (document: ServicePolicyDocument) => void
}

/** Which clock counts the minutes of an alarm: the first row that matches. */
export function ClockSettings({ document, disabled, onChange }: Props) {
  const { t } = useTranslation('admin')
  const put = (index: number, row: AlarmRow) =>
    onChange({ ...document, alarm: document.alarm.map((each, i) => (i === index ? row : each)) })
  return (
    <section className="panel setting">
      <h2>{t('policies.clocks')}</h2>
      <p className="muted">{t('policies.clocksLead')}</p>
      {document.alarm.map((row, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
          key={index}
          className="alarm-row"
        >
          <Many
            label={t('policies.severitiesOf', { n: index + 1 })}
            words={SEVERITIES}
            disabled={disabled}
            value={row.severities}
            onChange={(severities) => put(index, { ...row, severities: severities as AlarmRow['severities'] })}
          />
          <Many
            label={t('policies.kindsOf', { n: index + 1 })}
            words={TICKET_KINDS}
            prefix="vocabulary:kind"
            placeholder={t('policies.anyKind')}
            disabled={disabled}
            value={row.ticketKinds ?? []}
            onChange={(ticketKinds) => put(index, { ...row, ticketKinds })}
          />
          <Many
            label={t('policies.tiersOf', { n: index + 1 })}
            words={TIERS}
            prefix="vocabulary:tier"
            placeholder={t('policies.anyTier')}
            disabled={disabled}
            value={row.tiers ?? []}
            onChange={(tiers) => put(index, { ...row, tiers })}
          />
          <Select
            aria-label={t('policies.clockOf', { n: index + 1 })}
            disabled={disabled}
            value={row.clock}
            onChange={(clock) => put(index, { ...row, clock })}
            options={(['elapsed', 'daily', 'working'] as const).map((value) => ({ value, label: t(`clock.${value}`) }))}
          />
          {disabled ? null : (
            <button
              type="button"
              className="small-act"
              aria-label={t('policies.removeClock', { n: index + 1 })}
              onClick={() => onChange({ ...document, alarm: document.alarm.filter((_, i) => i !== index) })}
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </div>
      ))}
      <div className="admin-filters">
        {disabled ? null : (
          <Button
            size="small"
            onClick={() => onChange({ ...document, alarm: [...document.alarm, { severities: ['S3'], clock: 'working' }] })}
          >
            {t('policies.addClock')}
          </Button>
        )}
        <span className="muted">{t('policies.dailyHours')}</span>
        {([0, 1] as const).map((side) => (
          <Input
            key={side}
            className="target__time"
            aria-label={t(side === 0 ? 'policies.dailyFrom' : 'policies.dailyTo')}
            disabled={disabled}
            maxLength={5}
            value={document.alarmHours[side]}
            onChange={(event) =>
              onChange({
                ...document,
                alarmHours: side === 0 ? [event.target.value, document.alarmHours[1]] : [document.alarmHours[0], event.target.value],
              })
            }
          />
        ))}
      </div>
      <div className="stacked">
        {t('policies.dayZero')}
        <Select
          aria-label={t('policies.dayZero')}
          disabled={disabled}
          value={document.dayZero}
          onChange={(dayZero) => onChange({ ...document, dayZero })}
          options={(['next-working-day', 'arming-date'] as const).map((value) => ({ value, label: t(`policies.dayZeroWord.${value}`) }))}
        />
      </div>
    </section>
  )
}

type ManyProps = {
  readonly label: string
  readonly words: readonly string[]
  readonly prefix?: string
  readonly placeholder?: string
  readonly disabled: boolean
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
}

function Many({ label, words, prefix, placeholder, disabled, value, onChange }: ManyProps) {
  const { t } = useTranslation('admin')
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={label}
      {...(placeholder ? { placeholder } : {})}
      disabled={disabled}
      value={[...value]}
      onChange={onChange}
      options={words.map((word) => ({ value: word, label: prefix ? t(`${prefix}.${word}`) : word }))}
    />
  )
}
