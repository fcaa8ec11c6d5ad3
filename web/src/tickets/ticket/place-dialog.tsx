import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { AccountSelect } from '../../ui/account-select.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

const PLACE = 'POST /api/v1/tickets/{id}/account'

/** Whose a ticket is that nobody has placed yet. */
export function PlaceDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<BodyOf<typeof PLACE>, typeof PLACE>
      title={t('place.title')}
      submit={t('place.place')}
      ticketRef={ticket.number}
      command={PLACE}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{ticket.reporter ? t('place.teach', { name: ticket.reporter.name }) : t('place.teachNobody')}</p>
      <Form.Item name="accountId" label={t('place.account')} rules={[{ required: true, message: t('needed') }]}>
        <AccountSelect label={t('place.account')} />
      </Form.Item>
    </CommandDialog>
  )
}
