import { z } from 'zod'
import { text } from '#kernel/fields'

/** Where to send the browser. */
export const consentBegunOut = z.object({ url: z.string() })

/** What the provider sent back with the browser: a code, or why there is none. */
const code = z.strictObject({ state: text(200).min(1), code: text(8_000).min(1) })
const refusal = z.strictObject({ state: text(200).min(1), error: text(200).min(1), errorDescription: text(2_000).optional() })
export const finishConsentIn = z.union([code, refusal])

export type FinishConsent = z.output<typeof finishConsentIn>
