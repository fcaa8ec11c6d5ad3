import type { z } from 'zod'
import type { createTicketBody } from '#tickets/contract'
import type { Flag, Impact, TicketKind, Urgency } from '#tickets/rules/vocabulary'
import type { Uploaded } from '../../ui/attachment-field.tsx'
import { fromFieldValue } from '../../ui/time-text.ts'

export type ReportDraft = {
  readonly kind: TicketKind | ''
  readonly title: string
  readonly symptom: string
  readonly impact: Impact | ''
  readonly urgency: Urgency | ''
  readonly flags: readonly Flag[]
  /** As a date-time field has it, in the reader's zone. */
  readonly occurredAt: string
  readonly environmentId: string
  readonly productLineId: string
  readonly attachments: readonly Uploaded[]
}

export const EMPTY: ReportDraft = {
  kind: '',
  title: '',
  symptom: '',
  impact: '',
  urgency: '',
  flags: [],
  occurredAt: '',
  environmentId: '',
  productLineId: '',
  attachments: [],
}

/** In the order people think of them: it fails, it is down, a question, please do, I wish, advice, a complaint. */
export const KINDS: readonly TicketKind[] = ['defect', 'outage', 'question', 'service', 'request', 'complaint']
export const FLAGS_ASKED: readonly Flag[] = ['data_loss', 'security', 'personal_data', 'money']

/** Which step shows a field that was refused. */
export const STEP_OF: Readonly<Record<string, number>> = { kind: 0, title: 0, symptom: 0, impact: 1, urgency: 1, flags: 1, occurredAt: 1 }

/** What was filled in, as the API takes it. */
export function reportBody(draft: ReportDraft): z.input<typeof createTicketBody> {
  const occurredAt = draft.occurredAt === '' ? null : fromFieldValue(draft.occurredAt)
  return {
    kind: draft.kind || 'question',
    title: draft.title.trim(),
    report: {
      ...(draft.symptom.trim() ? { symptom: draft.symptom } : {}),
      ...(draft.impact ? { impact: draft.impact } : {}),
      ...(draft.urgency ? { urgency: draft.urgency } : {}),
      ...(draft.flags.length > 0 ? { flags: [...draft.flags] } : {}),
      ...(occurredAt === null ? {} : { occurredAt: new Date(occurredAt).toISOString() }),
    },
    ...(draft.environmentId ? { environmentId: draft.environmentId } : {}),
    ...(draft.productLineId ? { productLineId: draft.productLineId } : {}),
    ...(draft.attachments.length > 0 ? { attachmentIds: draft.attachments.map((each) => each.id) } : {}),
  }
}
