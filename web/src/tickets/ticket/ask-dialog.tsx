import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FunctionSelect } from '../../ui/function-select.tsx'
import { StaffSelect } from '../../ui/staff-select.tsx'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

type Ask = { how: 'function' | 'person'; toFunction?: string; toStaffId?: string; question: string }

/** A question to a colleague or to whoever is on duty in a function. The duty stays here. */
export function AskDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Ask, 'POST /api/v1/tickets/{id}/asks'>
      title={t('step.ask')}
      submit={t('ask.send')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/asks"
      initial={{ how: 'person', question: '' }}
      toBody={({ how, toFunction, toStaffId, question }) => ({
        question,
        ...(how === 'person' && toStaffId ? { toStaffId } : {}),
        ...(how === 'function' && toFunction ? { toFunction } : {}),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="command-dialog__teach">{t('ask.teach')}</p>
          <Form.Item name="how" required label={t('ask.to')}>
            <Radio.Group
              optionType="button"
              options={(['person', 'function'] as const).map((value) => ({ value, label: t(`handOff.how.${value}`) }))}
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
                  <FunctionSelect label={t('handOff.function')} />
                </Form.Item>
              )
            }
          </Form.Item>
          <Form.Item name="question" label={t('ask.question')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}
