import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '#kernel/instant'
import { ContactSelect } from '../../ui/contact-select.tsx'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { serverNow } from '../../ui/now.ts'
import { CommandDialog } from './command-dialog.tsx'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

const CHANNELS = ['phone', 'wechat', 'meeting', 'onsite', 'other'] as const
const LENGTHS = [3, 5, 10, 15, 30, 60] as const
type Fields = {
  channel: (typeof CHANNELS)[number]
  contactId?: string
  minutes: number
  endedAt: number
  said: string
  promised?: string
  nextContactAt: number | null
  unanswered?: boolean
}

/** A call logged in ten seconds: just now, five minutes, with the reporter; only what was said must be typed. */
export function ContactRecordDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Fields, 'POST /api/v1/tickets/{id}/contact-records'>
      title={t('step.record_contact')}
      submit={t('save')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/contact-records"
      width={600}
      initial={{
        channel: 'phone',
        ...(ticket.reporter ? { contactId: ticket.reporter.id } : {}),
        minutes: 5,
        endedAt: serverNow(),
        said: '',
        promised: '',
        nextContactAt: null,
      }}
      toBody={({ channel, contactId, minutes, endedAt, said, promised, nextContactAt, unanswered }) => ({
        channel,
        said,
        from: iso(endedAt - minutes * MINUTE),
        to: iso(endedAt),
        ...(contactId ? { contactId } : {}),
        ...(unanswered ? { answered: false } : {}),
        ...(promised?.trim() ? { promised } : {}),
        ...(nextContactAt !== null ? { nextContactAt: iso(nextContactAt) } : {}),
      })}
      onClose={onClose}
    >
      <Form.Item name="said" label={t('contact.said')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} placeholder={t('contact.saidHint')} />
      </Form.Item>
      <Form.Item name="channel" required label={t('contact.channel')}>
        <Radio.Group optionType="button" options={CHANNELS.map((value) => ({ value, label: t(`vocabulary:contactChannel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unanswered" valuePropName="checked" extra={t('contact.unansweredHint')}>
        <Checkbox>{t('contact.unanswered')}</Checkbox>
      </Form.Item>
      <Form.Item name="contactId" label={t('contact.with')}>
        <ContactSelect accountId={ticket.account.id} label={t('contact.with')} known={ticket.reporter} />
      </Form.Item>
      <Form.Item name="minutes" required label={t('contact.length')}>
        <Radio.Group optionType="button" options={LENGTHS.map((value) => ({ value, label: t('contact.minutes', { count: value }) }))} />
      </Form.Item>
      <Form.Item name="endedAt" required label={t('contact.ended')}>
        <DateTimeField label={t('contact.ended')} picks={[]} clearable={false} />
      </Form.Item>
      <Form.Item name="promised" label={t('contact.promised')} extra={t('contact.promisedHint')}>
        <Input.TextArea autoSize={{ minRows: 1 }} />
      </Form.Item>
      <Form.Item name="nextContactAt" label={t('contact.next')}>
        <DateTimeField label={t('contact.next')} />
      </Form.Item>
    </CommandDialog>
  )
}
