import { z } from 'zod'
import { instantIn, instantOut } from '#kernel/fields'

export const obligationState = z.enum(['pending', 'kept', 'broken', 'cancelled'])

export const obligationsQuery = z.strictObject({
  state: obligationState.optional(),
  kind: z.string().max(40).optional(),
  holderId: z.uuid().optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.uuid().optional(),
  dueBefore: instantIn.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(600).optional(),
})

export const obligationOut = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  ticketId: z.string().nullable(),
  severity: z.string().nullable(),
  holder: z.object({ id: z.string(), name: z.string() }).nullable(),
  duty: z.string().nullable(),
  owedTo: z.string(),
  state: obligationState,
  mode: z.enum(['observe', 'warn', 'enforce']),
  /** While paused there is no due: `remainingMinutes` says what is left. */
  paused: z.boolean(),
  armedAt: instantOut,
  dueAt: instantOut.nullable(),
  warnAt: instantOut.nullable(),
  remainingMinutes: z.number().nullable(),
  keptAt: instantOut.nullable(),
  brokenAt: instantOut.nullable(),
  fulfilledAt: instantOut.nullable(),
  cancelledAt: instantOut.nullable(),
  cancelWhy: z.string().nullable(),
  cycle: z.number(),
  climbs: z.number(),
  policyVersion: z.number().nullable(),
  text: z.string().nullable(),
  why: z.string(),
})
export const obligationsOut = z.object({ items: z.array(obligationOut), nextCursor: z.string().nullable() })

export type ObligationsQuery = z.output<typeof obligationsQuery>
export type ObligationOut = z.output<typeof obligationOut>
