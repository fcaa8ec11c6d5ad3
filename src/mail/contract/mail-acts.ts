import { z } from 'zod'
import { text } from '#kernel/fields'
import { MAIL_ACTS } from '../rules/act-token.ts'

/** POST /api/v1/mail-links: what the link of a mail is for. POST, so that no log keeps the token; it changes nothing. */
export const mailLinkBody = z.strictObject({ token: text(400) })

/** POST /api/v1/mail-acts: what the button on its page does. `reason`: needed to reopen. */
export const mailActBody = z.strictObject({ token: text(400), reason: text(4_000).optional() })

export const mailActOut = z
  .object({
    act: z.enum(MAIL_ACTS),
    number: z.string(),
    title: z.string(),
    /** For whom the link was made, and as whom its button acts. */
    as: z.string(),
    /** `waiting`: not done yet; `already`: it was done before, nothing was changed. */
    outcome: z.enum(['waiting', 'done', 'already']),
  })
  .meta({ id: 'MailAct' })

export type ActByMail = z.output<typeof mailActBody>
export type MailActOut = z.input<typeof mailActOut>
