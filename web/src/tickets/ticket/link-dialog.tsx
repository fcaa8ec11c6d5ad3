import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { LINKED_AS } from '#tickets/rules/vocabulary'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

const LINK = 'POST /api/v1/tickets/{id}/links'

/** Another ticket by its number, and how the two belong together. */
export function LinkDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<BodyOf<typeof LINK>, typeof LINK>
      title={t('links.link')}
      submit={t('links.link')}
      ticketRef={ticket.number}
      command={LINK}
      initial={{ as: 'relates', ticket: '' }}
      toBody={({ as, ticket: other }) => ({ as, ticket: numberOf(other) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('links.teach')}</p>
      <Form.Item name="as" required label={t('links.as', { number: ticket.number })}>
        <Radio.Group optionType="button" options={LINKED_AS.map((value) => ({ value, label: t(`vocabulary:linkedAs.${value}`) }))} />
      </Form.Item>
      <Form.Item name="ticket" label={t('links.other')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input autoFocus placeholder="T-1024" maxLength={40} />
      </Form.Item>
    </CommandDialog>
  )
}

/** As people write a number: with or without its letter, perhaps with blanks around it. */
function numberOf(text: string): string {
  const given = text.trim().toUpperCase()
  return /^\d+$/.test(given) ? `T-${given}` : given
}
