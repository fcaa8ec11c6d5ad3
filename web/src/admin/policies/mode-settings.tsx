import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DAY } from '#kernel/instant'
import { OBLIGATION_KINDS } from '#obligations/rules/default-service-policy'
import type { ModeRow, ServicePolicyDocument } from '#obligations/rules/service-policy'
import { serverNow } from '../../ui/now.ts'
import { toFieldValue } from '../../ui/time-text.ts'

const MODES = ['observe', 'warn', 'enforce'] as const
type Props = {
  readonly document: ServicePolicyDocument
  readonly disabled: boolean
  readonly onChange: (document: ServicePolicyDocument) => void
}

/** How strictly obligations are taken, one mode for all and others for some, each with its next step and date. */
export function ModeSettings({ document, disabled, onChange }: Props) {
  const { t } = useTranslation('admin')
  const { modes } = document
  const put = (kinds: Record<string, ModeRow>) => onChange({ ...document, modes: { ...modes, kinds } })
  const free = OBLIGATION_KINDS.filter((kind) => modes.kinds[kind] === undefined)
  return (
    <fieldset className="plain-group modes">
      <legend>{t('policies.modes')}</legend>
      <ModeFields
        label={t('policies.modeAll')}
        row={modes.default}
        disabled={disabled}
        onChange={(row) => onChange({ ...document, modes: { ...modes, default: row } })}
      />
      {Object.entries(modes.kinds).map(([kind, row]) => (
        <ModeFields
          key={kind}
          label={t(`owed.${kind}`)}
          row={row}
          disabled={disabled}
          onChange={(next) => put({ ...modes.kinds, [kind]: next })}
        >
          {disabled ? null : (
            <button
              type="button"
              className="small-act"
              aria-label={t('policies.removeMode', { kind: t(`owed.${kind}`) })}
              onClick={() => put(Object.fromEntries(Object.entries(modes.kinds).filter(([each]) => each !== kind)))}
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </ModeFields>
      ))}
      {disabled ? null : (
        <Select
          aria-label={t('policies.addMode')}
          placeholder={t('policies.addMode')}
          value={null}
          onChange={(kind: string | null) => (kind ? put({ ...modes.kinds, [kind]: { mode: 'warn' } }) : undefined)}
          options={free.map((kind) => ({ value: kind as string, label: t(`owed.${kind}`) }))}
        />
      )}
    </fieldset>
  )
}

type FieldsProps = {
  readonly label: string
  readonly row: ModeRow
  readonly disabled: boolean
  readonly onChange: (row: ModeRow) => void
  readonly children?: React.ReactNode
}

function ModeFields({ label, row, disabled, onChange, children }: FieldsProps) {
  const { t } = useTranslation('admin')
  const options = MODES.map((value) => ({ value, label: t(`mode.${value}`) }))
  const next = row.next
  return (
    <div className="modes__row">
      <span className="modes__name">{label}</span>
      <Select
        aria-label={t('policies.modeOf', { label })}
        disabled={disabled}
        value={row.mode}
        options={options}
        onChange={(mode) => onChange({ ...row, mode })}
      />
      {next ? (
        <>
          <span className="muted">{t('policies.fromDate')}</span>
          <Input
            type="date"
            className="modes__date"
            aria-label={t('policies.dateOf', { label })}
            disabled={disabled}
            value={next.on}
            onChange={(event) => onChange({ ...row, next: { ...next, on: event.target.value } })}
          />
          <Select
            aria-label={t('policies.nextModeOf', { label })}
            disabled={disabled}
            value={next.mode}
            options={options}
            onChange={(mode) => onChange({ ...row, next: { ...next, mode } })}
          />
          <Button size="small" type="text" disabled={disabled} onClick={() => onChange({ mode: row.mode })}>
            {t('policies.noNext')}
          </Button>
        </>
      ) : (
        <Button
          size="small"
          type="text"
          disabled={disabled}
          aria-label={t('policies.addNextOf', { label })}
          onClick={() => onChange({ ...row, next: { mode: 'enforce', on: inTwoWeeks() } })}
        >
          {t('policies.addNext')}
        </Button>
      )}
      {children}
    </div>
  )
}

/** A date as the policy writes it: `2026-12-05`. */
function inTwoWeeks(): string {
  return toFieldValue(serverNow() + 14 * DAY).slice(0, 10)
}
