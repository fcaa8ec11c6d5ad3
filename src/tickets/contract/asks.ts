import { z } from 'zod'
import { filledText, id, instantOut } from '#kernel/fields'
import { functionKey, named, nullableInstant } from './fields.ts'

/** Questions among our people. */

export const askBody = z.strictObject({ toStaffId: id.optional(), toFunction: functionKey.optional(), question: filledText(4000) })

export const answerBody = z.strictObject({ text: filledText(20_000) })

export const askView = z
  .object({
    id,
    from: named,
    to: named,
    /** The function that was asked, where no person was named. */
    toFunction: z.string().nullable(),
    question: z.string(),
    askedAt: instantOut,
    dueAt: nullableInstant,
    answer: z.object({ text: z.string(), at: instantOut, by: named }).nullable(),
    /** It will not be answered any more: withdrawn, who was asked has left, or the ticket closed. */
    ended: z.object({ at: instantOut, why: z.string() }).nullable(),
    mayAnswer: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'Ask' })

export const askList = z.object({ items: z.array(askView), nextCursor: z.string().nullable() })

export type AskColleague = z.output<typeof askBody>
export type AnswerAsk = z.output<typeof answerBody>
export type AskList = z.input<typeof askList>
