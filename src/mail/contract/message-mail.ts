import { z } from 'zod'
import { filledText, id, instantOut } from '#kernel/fields'
import { NAMED_IN, STANDINGS } from '../rules/people-on-mail.ts'
import { MAIL_WRAPPERS } from '../rules/understood-mail.ts'
import { addressStanding } from './mail-addresses.ts'

const somebody = z.object({ name: z.string(), address: z.string() })

export const messageParams = z.strictObject({ id })

/** How words came by mail. */
export const cameByMail = z.object({
  receivedMailId: z.string(),
  from: somebody.nullable(),
  /** Nobody vouches for who wrote it: they do not take part, or their domain disowns it. Null: it is theirs. */
  unverified: z.enum(['not_taking_part', 'disowned']).nullable(),
  /** No person wrote it. */
  automatic: z.string().nullable(),
  /** A quote or a signature was left out of the words. */
  wasCut: z.boolean(),
  hasHtml: z.boolean(),
  /** Whether the reader may open the whole mail. */
  mayOpen: z.boolean(),
  /**
   * For our own people: who stands on the mail and does not take part in the ticket. `wrote`: the note's words are theirs; else `namedIn` says
   * whether the mail was written `to` them or they were copied (`cc`).
   */
  strangers: z
    .array(
      somebody.extend({
        wrote: z.boolean(),
        namedIn: z.enum(NAMED_IN).nullable(),
        standing: z.enum(STANDINGS).exclude(['takes_part']),
      }),
    )
    .optional(),
  /** Once nobody vouched for its author; now they take part. */
  authorTakesPart: z.boolean(),
})

/** How words went to one recipient. */
export const mailDelivery = z.object({
  contactId: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'bounced', 'suppressed']),
  /** Since when it is so; for what waits, when it is tried next. */
  at: instantOut.nullable(),
  response: z.string().nullable(),
  mayHaveBeenSentTwice: z.boolean(),
  /** How the address stands now, whatever became of this mail: nothing is sent to `permanent` ones. Null: nothing speaks against it. */
  addressStanding: addressStanding.nullable(),
})

export const mailStatesOut = z
  .object({
    /** The mail that opened the ticket; null when none did. */
    opening: cameByMail.nullable(),
    /** By message; only those that came or went by mail. Deliveries are for our own people. */
    messages: z.record(z.string(), z.object({ mail: cameByMail.optional(), deliveries: z.array(mailDelivery).optional() })),
  })
  .meta({ id: 'MailStates' })

export const originalMailOut = z
  .object({
    from: somebody.nullable(),
    to: z.array(somebody),
    cc: z.array(somebody),
    recipientsLeftOut: z.number(),
    subject: z.string(),
    sentAt: instantOut.nullable(),
    text: z.string(),
    /** Cleaned: no script, no remote loads; `cid:` leads to the file of that content id. To be shown in a sandbox all the same. */
    html: z.string().nullable(),
    files: z.array(
      z.object({
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        isInline: z.boolean(),
        /** What `cid:` in the HTML calls it. */
        contentId: z.string().nullable(),
        /** Under which it is kept here; null: it is not. */
        attachmentId: z.string().nullable(),
      }),
    ),
    wrapper: z.enum(MAIL_WRAPPERS),
    /** `why`, the verdicts and the defects are what our own servers found: null or empty for everybody but our people. */
    automatic: z.object({ kind: z.string(), why: z.array(z.string()) }),
    verdicts: z.object({ spf: z.string().nullable(), dkim: z.string().nullable(), dmarc: z.string().nullable() }),
    defects: z.array(z.string()),
  })
  .meta({ id: 'OriginalMail' })

/** Somebody whom this mail of the ticket names is let in; `takeWords`: what was noted of it is their message too. */
export const mailParticipantBody = z.strictObject({
  receivedMailId: id,
  address: filledText(320).transform((value) => value.trim().toLowerCase()),
  takeWords: z.boolean().optional(),
})

export type LetTakePart = z.output<typeof mailParticipantBody>
export type CameByMail = z.input<typeof cameByMail>
export type MailDelivery = z.input<typeof mailDelivery>
export type MailStatesOut = z.input<typeof mailStatesOut>
export type OriginalMailOut = z.input<typeof originalMailOut>
