import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { rank } from '#tickets/rules/severity'
import { CAUSE_CLASSES, type CauseClass, isNotOurs, SEVERITIES, type Severity } from '#tickets/rules/vocabulary'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import type { TicketView } from '../ticket-queries.ts'
import { CommandDialog } from './command-dialog.tsx'
import { iso } from './iso.ts'
import type { StepDialogProps } from './step-dialog.tsx'

/** The lead's word on the customer's objection; the customer reads the reason. */
export function ObjectionDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  const words = {
    claimed: t(`vocabulary:severity.${ticket.severityClaimed}`),
    severity: t(`vocabulary:severity.${ticket.severity}`),
  }
  return (
    <CommandDialog<{ outcome: 'upheld' | 'kept'; reason: string }, 'POST /api/v1/tickets/{id}/objection/decision'>
      title={t('step.decide_objection')}
      submit={t('objection.decide')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/objection/decision"
      initial={{ reason: '' }}
      toBody={(fields) => fields}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('objection.teach')}</p>
      <Form.Item name="outcome" label={t('objection.outcome')} rules={[{ required: true, message: t('needed') }]}>
        <Radio.Group options={(['upheld', 'kept'] as const).map((value) => ({ value, label: t(`objection.${value}`, words) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('objection.reason')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </CommandDialog>
  )
}

type Lower = { severity?: Severity; occurredAt: number | null; restoredAt: number | null; causeClass?: CauseClass; reason: string }

/** After restoration: what should be lowered, and why. Somebody of another function signs it. */
export function LowerDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<Lower, 'POST /api/v1/tickets/{id}/lowerings'>
      title={t('step.lower')}
      submit={t('lowering.ask')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/lowerings"
      initial={{ occurredAt: null, restoredAt: null, reason: '' }}
      toBody={({ severity, occurredAt, restoredAt, causeClass, reason }) => ({
        reason,
        ...(severity ? { severity } : {}),
        ...(occurredAt !== null ? { occurredAt: iso(occurredAt) } : {}),
        ...(restoredAt !== null ? { restoredAt: iso(restoredAt) } : {}),
        ...(causeClass ? { causeClass } : {}),
      })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('lowering.teach')}</p>
      <Lowerable ticket={ticket} />
      <Form.Item name="reason" label={t('lowering.reason')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </CommandDialog>
  )
}

function Lowerable({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation('ticket')
  const lower = SEVERITIES.filter((value) => rank(value) > rank(ticket.severity))
  const wasOurs = ticket.resolution !== null && !isNotOurs(ticket.resolution.causeClass)
  return (
    <>
      {lower.length > 0 ? (
        <Form.Item name="severity" label={t('lowering.field.severity')}>
          <Select
            allowClear
            aria-label={t('lowering.field.severity')}
            options={lower.map((value) => ({ value, label: t('triage.level', { value, word: t(`vocabulary:severity.${value}`) }) }))}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="occurredAt" label={t('lowering.field.occurredAt')}>
        <DateTimeField label={t('lowering.field.occurredAt')} picks={[]} />
      </Form.Item>
      {ticket.restoration ? (
        <Form.Item name="restoredAt" label={t('lowering.field.restoredAt')}>
          <DateTimeField label={t('lowering.field.restoredAt')} picks={[]} />
        </Form.Item>
      ) : null}
      {wasOurs ? (
        <Form.Item name="causeClass" label={t('lowering.field.causeClass')}>
          <Select
            allowClear
            aria-label={t('lowering.field.causeClass')}
            options={CAUSE_CLASSES.filter(isNotOurs).map((value) => ({ value, label: t(`vocabulary:cause.${value}`) }))}
          />
        </Form.Item>
      ) : null}
    </>
  )
}

/** The second signature, or why not. */
export function LoweringDecisionDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  return (
    <CommandDialog<{ agreed: boolean; reason?: string }, 'POST /api/v1/tickets/{id}/lowerings/decision'>
      title={t('step.decide_lowering')}
      submit={t('save')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/lowerings/decision"
      initial={{ reason: '' }}
      toBody={({ agreed, reason }) => ({ agreed, ...(reason?.trim() ? { reason } : {}) })}
      onClose={onClose}
    >
      <p className="command-dialog__teach">{t('lowering.signTeach')}</p>
      <Form.Item name="agreed" label={t('lowering.outcome')} rules={[{ required: true, message: t('needed') }]}>
        <Radio.Group options={[true, false].map((value) => ({ value, label: t(value ? 'lowering.sign' : 'lowering.refuse') }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('lowering.why')}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  )
}
