import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerTicketView } from '#tickets/contract'
import { api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import { HowBadStep } from './how-bad-step.tsx'
import { EMPTY, type ReportDraft, reportBody, STEP_OF } from './report-draft.ts'
import { SendStep } from './send-step.tsx'
import { WhatStep } from './what-step.tsx'
import './report.css'

export type StepProps = {
  readonly draft: ReportDraft
  readonly keep: (next: ReportDraft) => void
  readonly problems: Readonly<Record<string, string | undefined>>
}
const STEPS = [WhatStep, HowBadStep, SendStep] as const

/** A problem in three steps. Every keystroke stays on this device until we have it. */
export function ReportPage() {
  const { t } = useTranslation('portal')
  usePageTitle(t('report.title'))
  const [draft, keep, drop] = useDraft<ReportDraft>('portal.report', EMPTY)
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(false)
  const send = useSend(drop)
  const heading = useHeadingFocus(step)
  const missing = tried && step === 0 ? firstStepProblems(draft, t('report.headlineNeeded'), t('report.kindNeeded')) : {}
  const problems = { ...refused(send.error), ...missing }
  const Step = STEPS[step] ?? WhatStep
  const last = step === STEPS.length - 1
  const next = () => {
    setTried(true)
    if (step === 0 && Object.keys(firstStepProblems(draft, '!', '!')).length > 0) return
    if (!last) return setStep(step + 1)
    send.mutate(draft, { onError: (fault) => setStep(stepOfRefused(fault)) })
  }
  return (
    <form
      className="ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <Link to="/portal" className="follow__back">
        <span aria-hidden="true">←</span> {t('ticket.back')}
      </Link>
      <h1 ref={heading} tabIndex={-1}>
        {t(`report.step${step + 1}`)}
      </h1>
      <p className="ask__where">
        <span className="for-readers">{t('report.progress', { step: step + 1, steps: STEPS.length })}</span>
        {STEPS.map((each, index) => (
          <span key={each.name} className={`ask__bar${index <= step ? ' ask__bar--done' : ''}`} aria-hidden="true" />
        ))}
      </p>
      <Step draft={draft} keep={keep} problems={problems} />
      <ProblemAlert error={send.error} shown={Object.keys(refused(send.error)).map((name) => pathOf(name))} />
      <div className="ask__acts">
        {step > 0 ? (
          <button type="button" className="plain-act" onClick={() => setStep(step - 1)}>
            {t('report.back')}
          </button>
        ) : null}
        <button type="submit" className="big-act" disabled={send.isPending}>
          {t(send.isPending ? 'report.sending' : last ? 'report.send' : 'report.next')}
        </button>
      </div>
      <p className="ask__kept">{t('report.kept')}</p>
    </form>
  )
}

function useSend(drop: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (draft: ReportDraft) => api.post<CustomerTicketView>('/tickets', reportBody(draft)),
    onSuccess: async (ticket) => {
      drop()
      client.setQueryData(['ticket', ticket.number, 'view'], ticket)
      void client.invalidateQueries({ queryKey: ['tickets'] })
      await navigate({ to: '/portal/tickets/$number', params: { number: ticket.number } })
    },
  })
}

/** A new step is told to those who listen, and begins at its top. */
function useHeadingFocus(step: number) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
    window.scrollTo({ top: 0 })
  }, [step])
  return heading
}

function firstStepProblems(draft: ReportDraft, headline: string, kind: string): Record<string, string> {
  return { ...(draft.title.trim() === '' ? { title: headline } : {}), ...(draft.kind === '' ? { kind } : {}) }
}

/** Refused fields by the name they have here. */
function refused(error: unknown): Record<string, string> {
  if (!error) return {}
  return Object.fromEntries(asProblem(error).fields.map(({ path, message }) => [path.replace(/^report\./, ''), message]))
}

function pathOf(name: string): string {
  return name in STEP_OF && !['kind', 'title'].includes(name) ? `report.${name}` : name
}

function stepOfRefused(fault: unknown): number {
  const name = Object.keys(refused(fault))[0]
  return name === undefined ? STEPS.length - 1 : (STEP_OF[name.split('.')[0] ?? ''] ?? STEPS.length - 1)
}
