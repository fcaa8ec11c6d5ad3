import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ContactSelect } from '../../ui/contact-select.tsx'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

type Wait = { on: 'customer' | 'third_party'; contactId?: string; who?: string; ask: string; until: number | null; pausesRestore?: boolean }

export function WaitDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Wait, 'POST /api/v1/tickets/{id}/waits'>
      title={t('step.wait')}
      submit={t('step.wait')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/waits"
      initial={{ on: 'customer', ask: '', until: null, who: '', pausesRestore: false }}
      toBody={({ on, contactId, who, ask, until, pausesRestore }) => ({
        on,
        ask,
        ...(on === 'customer' && contactId ? { contactId } : {}),
        ...(on === 'third_party' && who ? { who } : {}),
        ...(until !== null ? { until: iso(until) } : {}),
        ...(on === 'customer' && pausesRestore ? { pausesRestore } : {}),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="command-dialog__teach">{t('wait.teach')}</p>
          <Form.Item name="on" required label={t('wait.on')}>
            <Radio.Group
              optionType="button"
              options={(['customer', 'third_party'] as const).map((value) => ({ value, label: t(`wait.whom.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() =>
              form.getFieldValue('on') === 'customer' ? (
                <Form.Item name="contactId" label={t('wait.contact')} rules={[{ required: true, message: t('needed') }]}>
                  <ContactSelect accountId={ticket.account.id} label={t('wait.contact')} />
                </Form.Item>
              ) : (
                <Form.Item name="who" label={t('wait.who')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
                  <Input maxLength={200} />
                </Form.Item>
              )
            }
          </Form.Item>
          <Form.Item name="ask" label={t('wait.ask')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Form.Item name="until" label={t('wait.until')} extra={t('wait.untilHint')}>
            <DateTimeField label={t('wait.until')} picks={['today18', 'tomorrow10', 'in2d', 'in7d']} />
          </Form.Item>
          {ticket.severity === 'S1' && ticket.restoration === null ? (
            <Form.Item name="pausesRestore" valuePropName="checked">
              <Checkbox>{t('wait.pausesRestore')}</Checkbox>
            </Form.Item>
          ) : null}
        </>
      )}
    </CommandDialog>
  )
}

export function ScheduleDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  type Body = BodyOf<'POST /api/v1/tickets/{id}/schedule'>
  return (
    <CommandDialog<Body, 'POST /api/v1/tickets/{id}/schedule'>
      title={t('step.schedule')}
      submit={t('step.schedule')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/schedule"
      initial={ticket.scheduled ?? { version: '', date: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('schedule.teach')}</p>
      <Form.Item name="version" label={t('schedule.version')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="date" label={t('schedule.date')} rules={[{ required: true, message: t('needed') }]}>
        <Input type="date" />
      </Form.Item>
    </CommandDialog>
  )
}

export function ObserveDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ until: number | null }, 'POST /api/v1/tickets/{id}/observation'>
      title={t('step.observe')}
      submit={t('step.observe')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/observation"
      initial={{ until: null }}
      toBody={({ until }) => ({ until: iso(until ?? 0) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('observe.teach')}</p>
      <Form.Item name="until" label={t('observe.until')} rules={[{ required: true, message: t('needed') }]}>
        <DateTimeField label={t('observe.until')} picks={['in24h', 'in2d', 'in7d']} />
      </Form.Item>
    </CommandDialog>
  )
}

type Restore = { how: string; at: number | null }

export function RestoreDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Restore, 'POST /api/v1/tickets/{id}/restoration'>
      title={t('step.restore')}
      submit={t('step.restore')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/restoration"
      initial={{ how: '', at: null }}
      toBody={({ how, at }) => ({ how, ...(at !== null ? { at: iso(at) } : {}) })}
      onClose={onClose}
    >
      <Form.Item name="how" label={t('restore.how')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="at" label={t('restore.at')} extra={t('restore.atHint')}>
        <DateTimeField label={t('restore.at')} picks={[]} />
      </Form.Item>
    </CommandDialog>
  )
}
