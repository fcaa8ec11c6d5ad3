import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { CommandDialog } from './command-dialog.tsx'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

type Fields = { kind: 'promise' | 'call_back' | 'reminder'; text: string; dueAt: number | null }

export function ObligationDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Fields, 'POST /api/v1/tickets/{id}/obligations'>
      title={t('step.add_obligation')}
      submit={t('save')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/obligations"
      initial={{ kind: 'promise', text: '', dueAt: null }}
      toBody={({ kind, text, dueAt }) => ({ kind, text, dueAt: iso(dueAt ?? 0) })}
      onClose={onClose}
    >
      <Form.Item name="kind" required label={t('obligation.kind')}>
        <Radio.Group
          optionType="button"
          options={(['promise', 'call_back', 'reminder'] as const).map((value) => ({ value, label: t(`vocabulary:obligation.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="text" label={t('obligation.text')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="dueAt" label={t('obligation.dueAt')} rules={[{ required: true, message: t('needed') }]}>
        <DateTimeField label={t('obligation.dueAt')} picks={['in2h', 'today18', 'tomorrow10', 'in2d']} />
      </Form.Item>
    </CommandDialog>
  )
}
