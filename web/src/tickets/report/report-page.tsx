import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Form, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, http } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import type { TicketView } from '../ticket-queries.ts'
import { type ReportFields, reportBody, STEP_OF } from './report-body.ts'
import './report.css'
import { say } from '../../ui/say.ts'
import { HowBadStep } from './how-bad-step.tsx'
import { WhatStep } from './what-step.tsx'
import { WhereStep } from './where-step.tsx'

const route = getRouteApi('/shell/report')
const STEPS = ['what', 'howBad', 'where'] as const

/** A problem reported by one of us, in three steps. The draft stays in this browser until it became a ticket. */
export function ReportPage() {
  const { t } = useTranslation('report')
  usePageTitle(t('title'))
  const { account } = route.useSearch()
  const [draft, keep, drop] = useDraft<ReportFields>('report', EMPTY)
  const [form] = Form.useForm<ReportFields>()
  const [step, setStep] = useState(0)
  const send = useSend(() => drop())
  const fields = send.error ? asProblem(send.error).fields : []
  const submit = async () => {
    const all = form.getFieldsValue(true) as ReportFields
    await send.mutateAsync(all).catch((fault: unknown) => {
      const wrong = asProblem(fault).fields.map((field) => ({ name: nameOf(field.path), errors: [field.message] }))
      form.setFields(wrong as Parameters<typeof form.setFields>[0])
      const first = fields[0] ?? asProblem(fault).fields[0]
      if (first) setStep(STEP_OF[first.path.split('.')[1] ?? first.path] ?? STEP_OF[first.path.split('.')[0] ?? ''] ?? 0)
    })
  }
  const next = () => form.validateFields({ recursive: true }).then(() => setStep(step + 1), focusFirst)
  const showFirst = ({ errorFields = [] }: { errorFields?: readonly { readonly name: readonly (string | number)[] }[] }) => {
    setStep(STEP_OF[String(errorFields[0]?.name[0])] ?? step)
    focusFirst()
  }
  const last = step === STEPS.length - 1
  return (
    <div className="report-page">
      <h1>{t('title')}</h1>
      <p className="report-page__lead">{t('lead')}</p>
      <Steps size="small" current={step} onChange={setStep} items={STEPS.map((each) => ({ title: t(`step.${each}`) }))} />
      <Form
        form={form}
        layout="vertical"
        name="report"
        className="panel report-page__form"
        initialValues={{ ...draft, ...(account ? { accountId: account } : {}) }}
        onValuesChange={() => keep(form.getFieldsValue(true) as ReportFields)}
      >
        <ProblemAlert error={send.error} />
        <div hidden={step !== 0}>
          <WhatStep />
        </div>
        <div hidden={step !== 1}>
          <HowBadStep />
        </div>
        <div hidden={step !== 2}>
          <WhereStep />
        </div>
        <div className="report-page__acts">
          {step > 0 ? <Button onClick={() => setStep(step - 1)}>{t('back')}</Button> : null}
          {last ? null : (
            <Button type={step === 0 ? 'primary' : 'default'} onClick={() => void next()}>
              {t('next')}
            </Button>
          )}
          {step > 0 ? (
            <Button type="primary" loading={send.isPending} onClick={() => void form.validateFields().then(submit, showFirst)}>
              {t('send')}
            </Button>
          ) : null}
          <Button
            type="text"
            onClick={() => {
              drop()
              form.setFieldsValue(EMPTY)
              setStep(0)
            }}
          >
            {t('discard')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

const EMPTY: ReportFields = { kind: 'defect', channel: 'phone', title: '', flags: [], occurredAt: null, attachments: [] }

function useSend(done: () => void) {
  const { t } = useTranslation('report')
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (fields: ReportFields) => answered(http.POST('/api/v1/tickets', { body: reportBody(fields) })) as Promise<TicketView>,
    onSuccess: async (ticket) => {
      done()
      void client.invalidateQueries({ queryKey: ['tickets'] })
      say('success', t('sent', { number: ticket.number, owner: ticket.owner.name }))
      await navigate({ to: '/tickets/$number', params: { number: ticket.number } })
    },
  })
}

/** `report.environment.version` is the field `environment.version` of this form. */
function nameOf(path: string): string[] {
  const parts = path.split('.')
  return parts[0] === 'report' ? parts.slice(1) : parts
}

function focusFirst(): void {
  window.requestAnimationFrame(() => document.querySelector<HTMLElement>('.report-page [aria-invalid="true"]')?.focus())
}
