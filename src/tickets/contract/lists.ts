import { z } from 'zod'
import { id, instantOut } from '#kernel/fields'
import { BANDS, SEVERITIES, STATUSES, TICKET_KINDS } from '../rules/vocabulary.ts'
import { named, nullableInstant, person } from './fields.ts'
import { offerView } from './hand-offs.ts'
import { obligationView } from './ticket-view.ts'

/** Rows of the front line, and my desk. */

export const ticketRow = z
  .object({
    id,
    number: z.string(),
    kind: z.enum(TICKET_KINDS),
    title: z.string(),
    status: z.enum(STATUSES),
    station: z.string(),
    stationsCompleted: z.array(z.string()),
    /** Which publication of playbooks it is worked by (`editions` of GET /playbooks); null for who reads none. */
    playbookEdition: z.number().int().nullable(),
    severity: z.enum(SEVERITIES),
    triagedAt: nullableInstant,
    owner: z.object({ id, name: z.string(), acknowledgedAt: nullableInstant }),
    liaison: named,
    account: z.object({ id, name: z.string(), tier: z.string() }),
    productLine: named,
    nextDue: z.object({ kind: z.string(), dueAt: instantOut }).nullable(),
    riskAt: nullableInstant,
    lastWord: z.object({ by: person, audience: z.string(), excerpt: z.string(), at: instantOut }).nullable(),
    band: z.enum(BANDS).nullable(),
    /** For contacts: when they hear from us next. */
    nextUpdateAt: nullableInstant,
    scheduled: z.object({ version: z.string(), date: z.string() }).nullable(),
    confirmedAt: nullableInstant,
    customerWroteAt: nullableInstant,
    createdAt: instantOut,
    updatedAt: instantOut,
    confidential: z.boolean(),
  })
  .meta({ id: 'TicketRow' })

export const ticketList = z.object({ items: z.array(ticketRow), nextCursor: z.string().nullable() })

export const deskView = z.object({
  offers: z.array(offerView.extend({ ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES) }) })),
  owed: z.array(
    obligationView.extend({
      ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES), account: z.string() }).nullable(),
    }),
  ),
  doneToday: z.array(
    obligationView.extend({
      ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES), account: z.string() }).nullable(),
    }),
  ),
})

export type TicketRow = z.input<typeof ticketRow>

export type DeskView = z.input<typeof deskView>
