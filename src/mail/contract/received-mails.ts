import { z } from 'zod'
import { filledText, id, instantOut } from '#kernel/fields'
import { page, paging } from '#organization/contract'
import { originalMailOut } from './message-mail.ts'

export const byMailId = z.strictObject({ id })

export const RECEIVED_STATES = ['waiting', 'taken', 'ignored', 'duplicate', 'quarantined'] as const
export const receivedMailsQuery = z.strictObject({
  ...paging,
  state: z.enum(RECEIVED_STATES).optional(),
  mailboxId: id.optional(),
})

export const receivedMailOut = z
  .object({
    id: z.string(),
    mailbox: z.object({ id: z.string(), name: z.string(), address: z.string() }).nullable(),
    source: z.enum(['imap', 'smtp', 'import']),
    envelopeFrom: z.string().nullable(),
    envelopeTo: z.array(z.string()),
    size: z.number(),
    receivedAt: instantOut,
    state: z.enum(RECEIVED_STATES),
    attempts: z.number(),
    nextTryAt: instantOut.nullable(),
    /** A code: of the rule, the verdict or the fault that put it where it is. */
    why: z.string().nullable(),
    detail: z.string().nullable(),
    from: z.object({ name: z.string(), address: z.string() }).nullable(),
    /** Null while it is not understood, and where its ticket is not the reader's to see. */
    subject: z.string().nullable(),
    automatic: z.string().nullable(),
    matchedBy: z.string().nullable(),
    ticket: z.object({ id: z.string(), number: z.string() }).nullable(),
    /** Its ticket is confidential and the reader takes no part in it: what it says is kept back. */
    kept: z.boolean(),
    doneAt: instantOut.nullable(),
  })
  .meta({ id: 'ReceivedMail' })
export const receivedMailsOut = page(receivedMailOut)
export const receivedMailInFullOut = receivedMailOut.extend({
  /** Null: it could not be understood, or is kept back. */
  content: originalMailOut.nullable(),
})
export const dismissMailIn = z.strictObject({ reason: filledText(500) })

export type ReceivedMailsQuery = z.output<typeof receivedMailsQuery>
export type ReceivedMailOut = z.input<typeof receivedMailOut>
