import { z } from 'zod'
import { text } from '#kernel/fields'

/** Where to send the browser. */
export const consentBegunOut = z.object({ url: z.string() })

/** What the provider sent back with the browser: a code, or why there is none. */
export const finishConsentIn = z
  .strictObject({
    state: text(200).min(1),
    code: text(8_000).min(1).optional(),
    error: text(200).min(1).optional(),
    errorDescription: text(2_000).optional(),
  })
  .refine(({ code, error }) => code !== undefined || error !== undefined, { path: ['code'], error: 'required' })

export type FinishConsent = z.output<typeof finishConsentIn>
