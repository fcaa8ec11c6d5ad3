import type { Channel, Flag, Impact, TicketKind, Urgency } from '#tickets/rules/vocabulary'
import type { paths } from '../../api/schema.ts'
import type { Uploaded } from '../../ui/attachment-field.tsx'
import type { EnvironmentFacts } from '../../ui/environment-fields.tsx'
import { iso } from '../ticket/iso.ts'

type NewTicket = paths['/api/v1/tickets']['post']['requestBody']['content']['application/json']

export type ReportFields = {
  readonly kind: TicketKind
  readonly channel: Channel
  readonly title: string
  readonly accountId?: string
  readonly contactId?: string
  readonly productLineId?: string
  readonly componentId?: string
  readonly environmentId?: string
  readonly aboutStaffId?: string
  readonly symptom?: string
  readonly expected?: string
  readonly steps?: string
  readonly impact?: Impact
  readonly urgency?: Urgency
  readonly flags: readonly Flag[]
  readonly occurredAt: number | null
  readonly environment?: EnvironmentFacts
  readonly attachments: readonly Uploaded[]
}

/** Which step of the form has a field, for going back to what was refused. */
export const STEP_OF: Readonly<Record<string, number>> = {
  kind: 0,
  channel: 0,
  title: 0,
  accountId: 0,
  contactId: 0,
  symptom: 0,
  impact: 1,
  urgency: 1,
  flags: 1,
  occurredAt: 1,
  productLineId: 2,
  componentId: 2,
  environmentId: 2,
  aboutStaffIds: 0,
  expected: 2,
  steps: 2,
  environment: 2,
  attachmentIds: 2,
}

/** What was typed, as the API takes it: what is empty is left out, not sent as blank. */
export function reportBody(fields: ReportFields): NewTicket {
  const { accountId, contactId, productLineId, componentId, environmentId, symptom, expected, steps, impact, urgency, environment } = fields
  const facts = filled({ symptom, expected, steps, impact, urgency })
  const where = filled(environment ?? {})
  const about = fields.kind === 'complaint' && fields.aboutStaffId ? [fields.aboutStaffId] : []
  return {
    kind: fields.kind,
    ...(about.length > 0 ? { aboutStaffIds: about } : {}),
    channel: fields.channel,
    title: fields.title,
    origin: 'customer',
    ...filled({ accountId, contactId, productLineId, componentId, environmentId }),
    report: {
      ...facts,
      ...(fields.flags.length > 0 ? { flags: [...fields.flags] } : {}),
      ...(fields.occurredAt !== null ? { occurredAt: iso(fields.occurredAt) } : {}),
      ...(Object.keys(where).length > 0 ? { environment: where } : {}),
    },
    ...(fields.attachments.length > 0 ? { attachmentIds: fields.attachments.map((each) => each.id) } : {}),
  }
}

type Filled<T> = { [K in keyof T]?: NonNullable<T[K]> }

function filled<T extends object>(values: T): Filled<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && String(value).trim() !== ''),
  ) as Filled<T>
}
