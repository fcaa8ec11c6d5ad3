import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { StaffSelect } from '../../ui/staff-select.tsx'
import { CommandDialog } from './command-dialog.tsx'

type Fields = { reason: string; insteadStaffId?: string }

export function DeclineDialog({
  offerId,
  ticketRef,
  onClose,
}: {
  readonly offerId: string
  readonly ticketRef: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Fields, 'POST /api/v1/hand-offs/{id}/decline'>
      title={t('decline.title')}
      submit={t('offer.decline')}
      ticketRef={ticketRef}
      command="POST /api/v1/hand-offs/{id}/decline"
      id={offerId}
      toBody={({ reason, insteadStaffId }) => ({ reason, ...(insteadStaffId ? { insteadStaffId } : {}) })}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t('decline.reason')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="insteadStaffId" label={t('decline.instead')}>
        <StaffSelect label={t('decline.instead')} />
      </Form.Item>
    </CommandDialog>
  )
}
