import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DUTIES, type Duty } from '#tickets/rules/vocabulary'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { StaffSelect } from '../../ui/staff-select.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

type HandOff = {
  duty: Duty
  how: 'function' | 'person'
  toFunction?: string
  toStaffId?: string
  toStation?: string
  done: string
  needed: string
  force?: boolean
  reason?: string
}

/** An offer: to a person or to whoever is on duty in a function. What was done and what is needed go with it, always. */
export function HandOffDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  const here = ticket.relay.indexOf(ticket.station)
  const next = ticket.relay[here + 1]
  return (
    <CommandDialog<HandOff, 'POST /api/v1/tickets/{id}/hand-offs'>
      title={t('step.hand_off')}
      submit={t('handOff.offer')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/hand-offs"
      width={640}
      initial={{
        duty: 'owner',
        how: 'function',
        ...(next ? { toFunction: next, toStation: next } : {}),
        done: '',
        needed: '',
        force: false,
        reason: '',
      }}
      toBody={handOffOf}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="command-dialog__teach">{t('handOff.teach')}</p>
          <Form.Item name="duty" required label={t('handOff.duty')}>
            <Radio.Group optionType="button" options={DUTIES.map((value) => ({ value, label: t(`vocabulary:duty.${value}`) }))} />
          </Form.Item>
          <Form.Item name="how" required label={t('handOff.to')}>
            <Radio.Group
              optionType="button"
              options={(['function', 'person'] as const).map((value) => ({ value, label: t(`handOff.how.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() =>
              form.getFieldValue('how') === 'person' ? (
                <Form.Item name="toStaffId" label={t('handOff.person')} rules={[{ required: true, message: t('needed') }]}>
                  <StaffSelect label={t('handOff.person')} />
                </Form.Item>
              ) : (
                <Form.Item name="toFunction" label={t('handOff.function')} rules={[{ required: true, message: t('needed') }]}>
                  <FunctionSelect
                    label={t('handOff.function')}
                    onPicked={(key) => form.getFieldValue('duty') === 'owner' && form.setFieldValue('toStation', key)}
                  />
                </Form.Item>
              )
            }
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() =>
              form.getFieldValue('duty') === 'owner' ? (
                <Form.Item name="toStation" label={t('handOff.station')} extra={t('handOff.stationHint')}>
                  <FunctionSelect label={t('handOff.station')} clearable />
                </Form.Item>
              ) : null
            }
          </Form.Item>
          <Form.Item name="done" label={t('offer.done')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Form.Item name="needed" label={t('offer.needed')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Form.Item name="force" valuePropName="checked" extra={t('handOff.forceHint')}>
            <Checkbox>{t('handOff.force')}</Checkbox>
          </Form.Item>
          <Form.Item name="reason" label={t('handOff.reason')} extra={t('handOff.reasonHint')}>
            <Input.TextArea autoSize={{ minRows: 1 }} />
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}

function handOffOf({
  how,
  toFunction,
  toStaffId,
  toStation,
  force,
  reason,
  duty,
  done,
  needed,
}: HandOff): BodyOf<'POST /api/v1/tickets/{id}/hand-offs'> {
  return {
    duty,
    done,
    needed,
    ...(how === 'person' && toStaffId ? { toStaffId } : {}),
    ...(how === 'function' && toFunction ? { toFunction } : {}),
    ...(duty === 'owner' && toStation ? { toStation } : {}),
    ...(force ? { force } : {}),
    ...(reason?.trim() ? { reason } : {}),
  }
}
