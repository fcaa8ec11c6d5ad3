import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'

type Check = BodyOf<'POST /api/v1/tickets/{id}/confirmation/check'>

/** Whoever leads asked the customer whether they confirmed: their answer, and back to work where they did not. */
export function CheckDialog({ ticketRef, onClose }: { readonly ticketRef: string; readonly onClose: () => void }) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Check, 'POST /api/v1/tickets/{id}/confirmation/check'>
      title={t('check.title')}
      submit={t('check.record')}
      ticketRef={ticketRef}
      command="POST /api/v1/tickets/{id}/confirmation/check"
      initial={{ said: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('check.teach')}</p>
      <Form.Item name="outcome" label={t('check.outcome')} rules={[{ required: true, message: t('needed') }]}>
        <Radio.Group options={(['as_said', 'not_so'] as const).map((value) => ({ value, label: t(`check.${value}`) }))} />
      </Form.Item>
      <Form.Item name="said" label={t('check.said')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </CommandDialog>
  )
}
