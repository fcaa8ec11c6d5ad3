import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { given } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { type EnvironmentFacts, EnvironmentFields } from '../../ui/environment-fields.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import type { TicketView } from '../ticket-queries.ts'
import { iso } from './iso.ts'
import { type TicketEdit, useEdit, versionAfter } from './use-edit.ts'

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
  const [draft, keep, drop] = useDraft<Partial<Fields>>(`description.${ticket.id}`, NOTHING)
  const [version, setVersion] = useState(ticket.version)
  const [form] = Form.useForm<Fields>()
  const edit = useEdit(ticket)
  const stale = edit.error ? asProblem(edit.error).code === 'stale-version' : false
  const leave = () => {
    drop()
    onDone()
  }
  const save = () =>
    edit.mutate(
      { change: { report: reportChange(draft) }, version },
      { onSuccess: leave, onError: (error) => setVersion(versionAfter(error, version)) },
    )
  return (
    <Form
      form={form}
      layout="vertical"
      name="description"
      initialValues={{ ...fieldsOf(ticket), ...draft }}
      onValuesChange={(touched: Partial<Fields>, all: Fields) => keep({ ...draft, ...pick(all, Object.keys(touched)) })}
      onFinish={save}
    >
      <ProblemAlert error={edit.error} />
      {stale ? <p className="command-dialog__teach">{t('description.stale', { version })}</p> : null}
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

const NOTHING: Partial<Fields> = {}

function pick(all: Fields, names: readonly string[]): Partial<Fields> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
}

/** Only what was touched: another's edit of another field meanwhile is not undone by ours. */
function reportChange({ symptom, expected, steps, occurredAt, detectedAt, environment }: Partial<Fields>): ReportChange {
  return {
    ...(symptom === undefined ? {} : { symptom }),
    ...(expected === undefined ? {} : { expected }),
    ...(steps === undefined ? {} : { steps }),
    ...(typeof occurredAt === 'number' ? { occurredAt: iso(occurredAt) } : {}),
    ...(typeof detectedAt === 'number' ? { detectedAt: iso(detectedAt) } : {}),
    ...(environment === undefined ? {} : { environment: given(environment) }),
  }
}
