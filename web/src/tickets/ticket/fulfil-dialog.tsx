import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { CommandDialog } from './command-dialog.tsx'

type Props = { readonly obligationId: string; readonly ticketRef: string; readonly onClose: () => void }

/** An owed act that leaves no trace of its own is done: somebody says how. */
export function FulfilDialog({ obligationId, ticketRef, onClose }: Props) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ how: string }, 'POST /api/v1/obligations/{id}/fulfilment'>
      title={t('fulfil.title')}
      submit={t('fulfil.done')}
      ticketRef={ticketRef}
      command="POST /api/v1/obligations/{id}/fulfilment"
      id={obligationId}
      toBody={({ how }) => ({ how })}
      onClose={onClose}
    >
      <Form.Item name="how" label={t('fulfil.how')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  )
}
