import { z } from 'zod'
import { filledText, id, instantIn, instantOut, text } from '#kernel/fields'
import { CAUSE_CLASSES, SEVERITIES } from '../rules/vocabulary.ts'
import { named, nullableInstant } from './fields.ts'

/** What needs a second word: the customer's objection, a lowering after restoration. And quiet nights. */

export const objectionBody = z.strictObject({ words: text(2000).optional() }).optional()

export const objectionDecisionBody = z.strictObject({ outcome: z.enum(['upheld', 'kept']), reason: filledText(2000) })

export const confirmationCheckBody = z.strictObject({
  /** `not_so`: the ticket goes back to work, with what the customer said as the reason. */
  outcome: z.enum(['as_said', 'not_so']),
  said: filledText(2000),
})

export const loweringBody = z.strictObject({
  severity: z.enum(SEVERITIES).optional(),
  /** It began later than was said. */
  occurredAt: instantIn.optional(),
  /** It worked again earlier than was said. */
  restoredAt: instantIn.optional(),
  causeClass: z.enum(CAUSE_CLASSES).optional(),
  reason: filledText(2000),
})

export const loweringDecisionBody = z.strictObject({ agreed: z.boolean(), reason: filledText(2000).optional() })

export const nightSilenceBody = z.strictObject({ on: z.boolean() })

export const objectionView = z.object({ id, by: named, words: z.string().nullable(), at: instantOut })

const lowered = z.object({
  severity: z.enum(SEVERITIES).optional(),
  occurredAt: nullableInstant.optional(),
  restoredAt: nullableInstant.optional(),
  causeClass: z.enum(CAUSE_CLASSES).optional(),
})

export const loweringView = z.object({ id, by: named, at: instantOut, reason: z.string(), wanted: lowered, was: lowered })

export type ObjectToSeverity = z.output<typeof objectionBody>
export type DecideObjection = z.output<typeof objectionDecisionBody>
export type CheckConfirmation = z.output<typeof confirmationCheckBody>
export type AskLowering = z.output<typeof loweringBody>
export type DecideLowering = z.output<typeof loweringDecisionBody>
export type SilenceNights = z.output<typeof nightSilenceBody>
