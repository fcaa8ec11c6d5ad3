import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { proposeSeverity } from '#tickets/rules/severity'
import {
  FLAGS,
  type Flag,
  IMPACTS,
  type Impact,
  SEVERITIES,
  type Severity,
  SIDES,
  type Side,
  URGENCIES,
  type Urgency,
} from '#tickets/rules/vocabulary'
import { SeverityBadge } from '../../ui/severity-badge.tsx'
import type { BodyOf } from '../use-ticket-command.ts'
import { CommandDialog } from './command-dialog.tsx'
import type { StepDialogProps } from './step-dialog.tsx'

type Fields = {
  impact: Impact
  urgency: Urgency
  flags: Flag[]
  severity?: Severity | ''
  because?: 'corrected' | 'worsened'
  reason?: string
  suspectedSide: Side
}

/** Two questions and the flags give the severity; whoever departs from it, or triages again, says why. */
export function TriageDialog({ ticket, onClose }: StepDialogProps) {
  const { t } = useTranslation('ticket')
  const again = ticket.triagedAt !== null
  return (
    <CommandDialog<Fields, 'POST /api/v1/tickets/{id}/triage'>
      title={t('step.triage')}
      submit={t('step.triage')}
      ticketRef={ticket.number}
      command="POST /api/v1/tickets/{id}/triage"
      width={640}
      initial={{
        ...given(ticket.report.impact, 'impact'),
        ...given(ticket.report.urgency, 'urgency'),
        flags: ticket.flags,
        severity: '',
        reason: '',
        suspectedSide: ticket.suspectedSide,
      }}
      toBody={toBody(again)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item name="impact" label={t('report.impact')} rules={[{ required: true, message: t('needed') }]}>
            <Radio.Group options={IMPACTS.map((value) => ({ value, label: t(`vocabulary:impact.${value}`) }))} />
          </Form.Item>
          <Form.Item name="urgency" label={t('report.urgency')} rules={[{ required: true, message: t('needed') }]}>
            <Radio.Group options={URGENCIES.map((value) => ({ value, label: t(`vocabulary:urgency.${value}`) }))} />
          </Form.Item>
          <Form.Item name="flags" label={t('report.flags')} extra={t('triage.flags')}>
            <Checkbox.Group options={FLAGS.map((value) => ({ value, label: t(`vocabulary:flag.${value}`) }))} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => <Proposed {...(form.getFieldsValue() as Partial<Fields>)} />}
          </Form.Item>
          <Form.Item name="severity" required label={t('triage.severity')}>
            <Select
              aria-label={t('triage.severity')}
              options={[
                { value: '', label: t('triage.asProposed') },
                ...SEVERITIES.map((value) => ({ value, label: t('triage.level', { value, word: t(`vocabulary:severity.${value}`) }) })),
              ]}
            />
          </Form.Item>
          {again ? (
            <Form.Item name="because" label={t('triage.because')} rules={[{ required: true, message: t('needed') }]}>
              <Radio.Group options={(['corrected', 'worsened'] as const).map((value) => ({ value, label: t(`triage.${value}`) }))} />
            </Form.Item>
          ) : null}
          <Form.Item name="reason" label={t('triage.reason')} extra={t('triage.reasonWhen')}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Form.Item name="suspectedSide" required label={t('triage.side')} extra={t('triage.sideHint')}>
            <Select aria-label={t('triage.side')} options={SIDES.map((value) => ({ value, label: t(`vocabulary:side.${value}`) }))} />
          </Form.Item>
        </>
      )}
    </CommandDialog>
  )
}

function Proposed({ impact, urgency, flags = [] }: Partial<Fields>) {
  const { t } = useTranslation('ticket')
  return (
    <p className="proposed" aria-live="polite">
      {impact && urgency ? (
        <>
          {t('triage.proposed')} <SeverityBadge severity={proposeSeverity(impact, urgency, flags)} long />
        </>
      ) : (
        t('triage.notYet')
      )}
    </p>
  )
}

const toBody =
  (again: boolean) =>
  ({ severity, reason, because, ...rest }: Fields): BodyOf<'POST /api/v1/tickets/{id}/triage'> => ({
    ...rest,
    ...(severity ? { severity } : {}),
    ...(reason?.trim() ? { reason } : {}),
    ...(again && because ? { because } : {}),
  })

function given<T, K extends string>(value: T | undefined, name: K): Partial<Record<K, T>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, T>>
}
