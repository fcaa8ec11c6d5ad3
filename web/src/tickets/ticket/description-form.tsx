import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api/problem.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { EnvironmentFields, type EnvironmentFacts } from '../../ui/environment-fields.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import type { TicketView } from '../ticket-queries.ts'
import { iso } from './state-dialogs.tsx'
import { type TicketEdit, useEdit } from './use-edit.ts'

type Fields = {
  symptom: string
  expected: string
  steps: string
  occurredAt: number | null
  detectedAt: number | null
  environment: EnvironmentFacts
}

/** An edit of the description. Impact, urgency and flags are triage's; they change there. */
export function DescriptionForm({ ticket, onDone }: { readonly ticket: TicketView; readonly onDone: () => void }) {
  const { t } = useTranslation('ticket')
  const [draft, keep, drop] = useDraft<Partial<Fields> | null>(`description.${ticket.id}`, null)
  const [version, setVersion] = useState(ticket.version)
  const [form] = Form.useForm<Fields>()
  const edit = useEdit(ticket)
  const stale = edit.error ? asProblem(edit.error).code === 'stale-version' : false
  const leave = () => {
    drop()
    onDone()
  }
  const save = (fields: Fields) =>
    edit.mutate(
      { change: { report: changed(fields, fieldsOf(ticket)) }, version },
      { onSuccess: leave, onError: () => setVersion(ticket.version) },
    )
  return (
    <Form
      form={form}
      layout="vertical"
      name="description"
      initialValues={{ ...fieldsOf(ticket), ...draft }}
      onValuesChange={(_, all: Fields) => keep(all)}
      onFinish={save}
    >
      <ProblemAlert error={edit.error} />
      {stale ? <p className="command-dialog__teach">{t('description.stale', { version: ticket.version })}</p> : null}
      <Form.Item name="symptom" label={t('report.symptom')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="expected" label={t('report.expected')}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="steps" label={t('report.steps')}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="occurredAt" label={t('report.occurredAt')}>
        <DateTimeField label={t('report.occurredAt')} picks={[]} />
      </Form.Item>
      <Form.Item name="detectedAt" label={t('report.detectedAt')}>
        <DateTimeField label={t('report.detectedAt')} picks={[]} />
      </Form.Item>
      <fieldset className="fieldset">
        <legend>{t('report.environment')}</legend>
        <EnvironmentFields prefix={['environment']} />
      </fieldset>
      <div className="description__acts">
        <Button type="primary" htmlType="submit" loading={edit.isPending}>
          {t('save')}
        </Button>
        <Button onClick={leave}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

function fieldsOf({ report }: TicketView): Fields {
  return {
    symptom: report.symptom ?? '',
    expected: report.expected ?? '',
    steps: report.steps ?? '',
    occurredAt: report.occurredAt ? Date.parse(report.occurredAt) : null,
    detectedAt: report.detectedAt ? Date.parse(report.detectedAt) : null,
    environment: report.environment ?? {},
  }
}

type ReportChange = NonNullable<TicketEdit['report']>

/** Only what differs: another's edit of another field is not undone by ours. */
function changed(now: Fields, before: Fields): ReportChange {
  const texts = (['symptom', 'expected', 'steps'] as const)
    .filter((name) => now[name] !== before[name])
    .map((name) => [name, now[name]] as const)
  const instants = (['occurredAt', 'detectedAt'] as const)
    .filter((name) => now[name] !== before[name] && now[name] !== null)
    .map((name) => [name, iso(now[name] ?? 0)] as const)
  const environment = Object.fromEntries(Object.entries(now.environment).filter(([, value]) => value !== undefined && value !== ''))
  const moved = JSON.stringify(environment) !== JSON.stringify(before.environment)
  return { ...Object.fromEntries([...texts, ...instants]), ...(moved ? { environment } : {}) }
}
