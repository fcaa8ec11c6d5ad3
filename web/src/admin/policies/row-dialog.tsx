import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { OBLIGATION_KINDS } from '#obligations/rules/default-service-policy'
import {
  CHANNEL_CLASSES,
  OWED_TO,
  PHASES,
  type PolicyRow,
  type PolicyTarget,
  SEVERITIES,
  type Severity,
} from '#obligations/rules/service-policy'
import { TICKET_KINDS, TIERS } from '#tickets/rules/vocabulary'
import { EditDialog } from '../edit-dialog.tsx'
import { TargetField } from './target-field.tsx'

const HOLDERS = ['owner', 'liaison', 'lead', 'duty_manager', 'person'] as const
type Props = { readonly row: PolicyRow; readonly isNew: boolean; readonly onSave: (row: PolicyRow) => void; readonly onClose: () => void }

/** One row of the table; it is only drafted here and published with the policy. */
export function RowDialog({ row, isNew, onSave, onClose }: Props) {
  const { t } = useTranslation('admin')
  const many = (name: 'ticketKinds' | 'tiers' | 'channels' | 'phases', words: readonly string[], prefix: string) => (
    <Form.Item name={name} label={t(`policies.${name}`)}>
      <Select
        mode="multiple"
        aria-label={t(`policies.${name}`)}
        placeholder={t('policies.any')}
        options={words.map((value) => ({ value, label: t(`${prefix}.${value}`) }))}
      />
    </Form.Item>
  )
  return (
    <EditDialog<PolicyRow>
      title={t(isNew ? 'policies.addRow' : 'policies.editRow')}
      submit={t('policies.draft')}
      name="policy-row"
      width={760}
      initial={row}
      save={async (fields) => onSave(rowOf(fields))}
      onClose={onClose}
    >
      <div className="pair">
        <Form.Item name="kind" required label={t('policies.kind')}>
          <Select
            aria-label={t('policies.kind')}
            showSearch={{ optionFilterProp: 'label' }}
            options={OBLIGATION_KINDS.map((value) => ({ value, label: t(`owed.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="holder" required label={t('policies.holder')}>
          <Select aria-label={t('policies.holder')} options={HOLDERS.map((value) => ({ value, label: t(`holder.${value}`) }))} />
        </Form.Item>
        {many('ticketKinds', TICKET_KINDS, 'vocabulary:kind')}
        {many('tiers', TIERS, 'vocabulary:tier')}
        {many('channels', CHANNEL_CLASSES, 'channelClass')}
        {many('phases', PHASES, 'phase')}
      </div>
      <Form.Item name="owedTo" required label={t('policies.owedTo')}>
        <Select aria-label={t('policies.owedTo')} options={OWED_TO.map((value) => ({ value, label: t(`owedTo.${value}`) }))} />
      </Form.Item>
      {SEVERITIES.map((severity) => (
        <Form.Item key={severity} name={['targets', severity]} label={severity} required className="target-item">
          <TargetField label={severity} />
        </Form.Item>
      ))}
    </EditDialog>
  )
}

/** Empty lists mean any and are left out; a severity left to later rows is left out too. */
function rowOf(fields: PolicyRow): PolicyRow {
  const lists = Object.fromEntries(
    (['ticketKinds', 'tiers', 'channels', 'phases'] as const)
      .map((name) => [name, fields[name]] as const)
      .filter(([, list]) => (list ?? []).length > 0),
  )
  const targets = Object.fromEntries(
    SEVERITIES.map((severity): [Severity, PolicyTarget | null | undefined] => [severity, fields.targets?.[severity]]).filter(
      ([, target]) => target !== undefined,
    ),
  )
  return { kind: fields.kind, ...lists, holder: fields.holder, owedTo: fields.owedTo, targets }
}
