import { z } from 'zod'
import { email, id, instantOut, name, text } from '#kernel/fields'
import { locale, personOut } from '#organization/contract'
import { CONSENT_WAYS } from '../rules/consent.ts'
import { DKIM_STANDINGS } from '../rules/dkim-standing.ts'
import { MAILBOX_SECRETS } from '../rules/mailbox-secrets.ts'
import { MAIL_SECURITIES, MAIL_SIGN_INS } from '../rules/mailbox-settings.ts'

const HOST = /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.|$))+$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*$/
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/
const SELECTOR = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/
const CERTIFICATES = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----)+\s*$/
const PRIVATE_KEY = /^\s*-----BEGIN (RSA )?PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END (RSA )?PRIVATE KEY-----\s*$/

const COLOR = /^#[0-9A-Fa-f]{6}$/
/** Under what name customers know those who write from it; null: the workspace's. */
const brandIn = z.strictObject({
  name: name(80),
  /** Of the buttons in its mails, as `#1a7f37`. */
  color: text(7)
    .regex(COLOR)
    .transform((color) => color.toLowerCase())
    .nullable()
    .default(null),
  /** Lines at the end of its mails. */
  footer: text(500).nullable().default(null),
})

const server = {
  host: text(253).regex(HOST),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(MAIL_SECURITIES),
  ca: text(60_000).regex(CERTIFICATES).nullable().default(null),
}

const receiveIn = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('imap'),
    ...server,
    user: name(254),
    auth: z.enum(MAIL_SIGN_INS),
    folder: name(200).default('INBOX'),
    afterwards: z.union([z.enum(['leave', 'seen']), z.strictObject({ move: name(200) })]).default('leave'),
  }),
  z.strictObject({ by: z.literal('listener') }),
  z.strictObject({ by: z.literal('none') }),
])

const sendIn = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('smtp'),
      ...server,
      user: text(254).default(''),
      auth: z.enum([...MAIL_SIGN_INS, 'none']),
      dkim: z
        .strictObject({ domain: text(253).regex(DOMAIN), selector: text(63).regex(SELECTOR) })
        .nullable()
        .default(null),
    })
    .refine(({ user, auth }) => auth === 'none' || user.trim() !== '', { path: ['user'], error: 'required' }),
  z.strictObject({ by: z.literal('files') }),
])

const secret = text(8_000).min(1)
/** Written only. Null takes one away, one that is not named stays. */
const secretsIn = z.strictObject({
  receivePassword: secret.nullable().optional(),
  sendPassword: secret.nullable().optional(),
  refreshToken: secret.nullable().optional(),
  clientId: secret.nullable().optional(),
  clientSecret: secret.nullable().optional(),
  tenant: secret.nullable().optional(),
  dkimPrivateKey: text(20_000).regex(PRIVATE_KEY).nullable().optional(),
})

export const createMailboxIn = z.strictObject({
  name: name(80),
  address: email,
  productLineId: id,
  locale: locale.default('zh-CN'),
  brand: brandIn.nullable().default(null),
  /** The first one is it in any case. */
  isDefault: z.boolean().default(false),
  active: z.boolean().default(true),
  quietAlarmHours: z.number().int().min(1).max(2_160).nullable().default(null),
  receive: receiveIn,
  send: sendIn,
  secrets: secretsIn.default({}),
})
export const patchMailboxIn = z.strictObject({
  name: name(80).optional(),
  address: email.optional(),
  productLineId: id.optional(),
  locale: locale.optional(),
  brand: brandIn.nullable().optional(),
  isDefault: z.boolean().optional(),
  active: z.boolean().optional(),
  quietAlarmHours: z.number().int().min(1).max(2_160).nullable().optional(),
  receive: receiveIn.optional(),
  send: sendIn.optional(),
  secrets: secretsIn.optional(),
})

const dkimRecordOut = z.object({ name: z.string(), value: z.string() })
const troubleOut = z.object({ code: z.string(), words: z.string(), detail: z.string().nullable() })

export const mailboxOut = z
  .object({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    productLine: personOut,
    locale,
    brand: z.object({ name: z.string(), color: z.string().nullable(), footer: z.string().nullable() }).nullable(),
    isDefault: z.boolean(),
    active: z.boolean(),
    quietAlarmHours: z.number().nullable(),
    receive: receiveIn,
    send: sendIn,
    /** Which secrets are kept; none is ever read back. */
    secretsSet: z.array(z.enum(MAILBOX_SECRETS)),
    /** The key they were sealed with is gone: they must be entered again. */
    secretsLost: z.boolean(),
    /** The TXT record that lets receivers verify its signature; null: it signs nothing, or its key cannot be read. */
    dkimRecord: dkimRecordOut.nullable(),
    health: z.object({
      state: z.enum(['unknown', 'connecting', 'idle', 'failing']),
      since: instantOut.nullable(),
      trouble: troubleOut.nullable(),
    }),
    lastMailAt: instantOut.nullable(),
    /** The provider at which a person signs in to it; null: none. */
    consentWay: z.enum(CONSENT_WAYS).nullable(),
    /** Since when nothing came against its habit, or nothing could; null: no alarm. */
    alarmedAt: instantOut.nullable(),
    /** A worker reads it now. */
    leased: z.boolean(),
    /** Mails that wait to be handled, and those that stand aside. */
    waiting: z.number(),
    quarantined: z.number(),
    version: z.number(),
    createdAt: instantOut,
  })
  .meta({ id: 'Mailbox' })
export const mailboxesOut = z.object({
  items: z.array(mailboxOut),
  nextCursor: z.null(),
  /** The address of ours that must be entered with Microsoft or Google as the one they send people back to. */
  consentReturnsTo: z.string(),
})

const checkedWay = z.object({ ok: z.boolean(), greeting: z.string().nullable(), trouble: troubleOut.nullable() })
/** Null: this way needs no server, this mailbox signs nothing. */
export const mailboxCheckOut = z.object({
  /** `moveFolder`: where taken mails go is there, or has just been made. */
  receive: checkedWay.extend({ moveFolder: z.enum(['there', 'made']).nullable() }).nullable(),
  send: checkedWay.nullable(),
  dkim: z
    .object({
      standing: z.enum(DKIM_STANDINGS),
      words: z.string(),
      name: z.string(),
      record: dkimRecordOut.nullable(),
      /** What stands there instead. */
      found: z.array(z.string()),
    })
    .nullable(),
})

export type CreateMailboxInput = z.input<typeof createMailboxIn>
export type CreateMailbox = z.output<typeof createMailboxIn>
export type PatchMailbox = z.output<typeof patchMailboxIn>
export type MailboxOut = z.input<typeof mailboxOut>
export type MailboxCheckOut = z.input<typeof mailboxCheckOut>
