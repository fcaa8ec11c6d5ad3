import { z } from 'zod'
import { filledText, id, instantIn, instantOut, text } from '#kernel/fields'
import { AUDIENCES } from '../rules/vocabulary.ts'
import { named, nullableInstant, person } from './fields.ts'

/** What is said and written on a ticket, and who takes part. */

export const messageBody = z.strictObject({
  audience: z.enum(AUDIENCES),
  body: filledText(50_000),
  to: z.array(id).min(1).max(50).optional(),
  nextUpdateAt: instantIn.optional(),
  /** 以后再议: these words put a request off, and it is looked at again then. */
  revisitAt: instantIn.optional(),
  attachmentIds: z.array(id).max(20).optional(),
})

export const contactRecordBody = z.strictObject({
  channel: z.enum(['phone', 'wechat', 'meeting', 'onsite', 'other']),
  contactId: id.optional(),
  from: instantIn,
  to: instantIn,
  said: filledText(20_000),
  promised: text(4000).optional(),
  nextContactAt: instantIn.optional(),
  /** False: nobody took the call. It counts as an attempt and keeps nothing. */
  answered: z.boolean().optional(),
})

export const rootCauseReportBody = z.strictObject({ body: filledText(100_000), attachmentIds: z.array(id).max(20).optional() })

export const participantBody = z.strictObject({
  personKind: z.enum(['staff', 'contact', 'partner']),
  personId: id,
  seesCustomerWords: z.boolean().optional(),
})

export const attachmentView = z.object({ id, name: z.string(), size: z.number(), sha256: z.string(), mediaType: z.string() })

export const messageView = z
  .object({
    id,
    audience: z.enum(AUDIENCES),
    body: z.string(),
    author: person,
    channel: z.string(),
    to: z.array(named).nullable(),
    nextUpdateAt: nullableInstant,
    attachments: z.array(attachmentView),
    at: instantOut,
  })
  .meta({ id: 'Message' })

export const messageList = z.object({ items: z.array(messageView), nextCursor: z.string().nullable() })

export const rootCauseReportView = z
  .object({ id, author: person, at: instantOut, body: z.string(), attachments: z.array(attachmentView) })
  .meta({ id: 'RootCauseReport' })

export const rootCauseReportList = z.object({ items: z.array(rootCauseReportView), nextCursor: z.string().nullable() })

export const contactRecordView = z.object({
  id,
  channel: z.string(),
  contact: named.nullable(),
  staff: named,
  from: instantOut,
  to: instantOut,
  said: z.string(),
  promised: z.string().nullable(),
  nextContactAt: nullableInstant,
  enteredAt: instantOut,
  entry: z.enum(['timely', 'late', 'too_late']),
  answered: z.boolean(),
})

export const contactRecordList = z.object({ items: z.array(contactRecordView), nextCursor: z.string().nullable() })

export const timelineEntry = z.object({
  seq: z.string(),
  at: instantOut,
  type: z.string(),
  audience: z.enum(AUDIENCES),
  actor: person,
  data: z.record(z.string(), z.unknown()),
})

export const timeline = z.object({ items: z.array(timelineEntry), nextCursor: z.string().nullable() })

export const participantView = z.object({
  personKind: z.enum(['staff', 'contact', 'partner']),
  personId: id,
  name: z.string(),
  seesCustomerWords: z.boolean(),
  addedAt: instantOut,
})

export const participantList = z.object({ items: z.array(participantView), nextCursor: z.string().nullable() })

export type PostMessage = z.output<typeof messageBody>

export type RecordContact = z.output<typeof contactRecordBody>

export type SendRootCauseReport = z.output<typeof rootCauseReportBody>
export type AddParticipant = z.output<typeof participantBody>

export type MessageView = z.input<typeof messageView>
export type MessageList = z.input<typeof messageList>
export type RootCauseReportList = z.input<typeof rootCauseReportList>
export type ContactRecordList = z.input<typeof contactRecordList>
export type Timeline = z.input<typeof timeline>
export type ParticipantList = z.input<typeof participantList>
