import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DUTIES } from '#tickets/rules/vocabulary'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { StaffSelect } from '../../ui/staff-select.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

/** Naming who has a duty, at once: for those who lead. */
export function AssignDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  type Body = BodyOf<'POST /api/v1/tickets/{id}/assignment'>
  return (
    <CommandDialog<Body, 'POST /api/v1/tickets/{id}/assignment'>
      title={t('step.assign')}
      submit={t('step.assign')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/assignment"
      initial={{ duty: 'owner', reason: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <Form.Item name="duty" required label={t('handOff.duty')}>
        <Radio.Group optionType="button" options={DUTIES.map((value) => ({ value, label: t(`vocabulary:duty.${value}`) }))} />
      </Form.Item>
      <Form.Item name="toStaffId" label={t('handOff.person')} rules={[{ required: true, message: t('needed') }]}>
        <StaffSelect label={t('handOff.person')} />
      </Form.Item>
      <Form.Item name="reason" label={t('why.assign')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  )
}

export function MoveDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  type Body = BodyOf<'POST /api/v1/tickets/{id}/moves'>
  return (
    <CommandDialog<Body, 'POST /api/v1/tickets/{id}/moves'>
      title={t('step.move')}
      submit={t('step.move')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/moves"
      initial={{ reason: '' }}
      toBody={({ toStation, reason }) => ({ toStation, ...(reason?.trim() ? { reason } : {}) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('move.teach')}</p>
      <Form.Item name="toStation" label={t('handOff.station')} rules={[{ required: true, message: t('needed') }]}>
        <FunctionSelect label={t('handOff.station')} />
      </Form.Item>
      <Form.Item name="reason" label={t('handOff.reason')} extra={t('handOff.reasonHint')}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  )
}
