import { z } from 'zod'
import { id, instantIn, instantOut, name } from '#kernel/fields'
import { NOTIFICATION_MAIL } from './rules/notification-mail.ts'

/** GET|PATCH /api/v1/me, /api/v1/sessions, /api/v1/keys. */

const personKind = z.enum(['staff', 'contact', 'partner'])
const locale = z.enum(['zh-CN', 'en'])

export const me = z.object({
  kind: z.enum(['staff', 'contact', 'partner', 'integration']),
  id,
  name: z.string(),
  email: z.string().nullable(),
  locale,
  timeZone: z.string().nullable(),
  /** Staff only. */
  role: z.enum(['member', 'lead', 'executive', 'administrator']).nullable(),
  functions: z.array(z.string()),
  /** Staff only: how they hear by mail of what the bell tells. */
  notificationMail: z.enum(NOTIFICATION_MAIL).nullable(),
  /** Contacts only: their company, and which of its tickets they see. */
  account: z.object({ id, name: z.string() }).nullable(),
  sees: z.enum(['mine', 'department', 'all']).nullable(),
  mayConfirm: z.boolean().nullable(),
  /** Null: no key, or a key for everything this person may do. */
  scopes: z.array(z.string()).nullable(),
  /** What this caller may do to the workspace as a whole. */
  abilities: z.array(z.string()),
  twoFactor: z.boolean(),
  /** Whether they can sign in by password; without one they use links. */
  hasPassword: z.boolean(),
  /** Null for a key. */
  sessionId: id.nullable(),
  version: z.number().int(),
})
export type Me = z.output<typeof me>

/** `notificationMail`: staff only. */
export const changeMe = z
  .strictObject({ locale: locale.optional(), notificationMail: z.enum(NOTIFICATION_MAIL).optional() })
  .superRefine(({ locale, notificationMail }, context) => {
    if (locale === undefined && notificationMail === undefined) context.addIssue({ code: 'custom', path: ['locale'], message: 'required' })
  })
export type ChangeMe = z.output<typeof changeMe>

export const session = z.object({
  id,
  createdAt: instantOut,
  /** Renewed at most once a day. */
  renewedAt: instantOut,
  expiresAt: instantOut,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  current: z.boolean(),
})
export type Session = z.output<typeof session>
export const sessionList = z.object({ items: z.array(session), nextCursor: z.null() })
/** Whose: oneself by default; another person's for whoever manages access. */
export const whose = z.strictObject({ personKind: personKind.optional(), personId: id.optional() })
export const endedSessions = z.object({ ended: z.number().int() })
export const byId = z.strictObject({ id })

export const key = z.object({
  id,
  name: z.string(),
  /** The first characters, to recognise it by. */
  prefix: z.string(),
  holder: z.object({ kind: z.enum(['staff', 'contact', 'partner', 'integration']), id, name: z.string() }),
  scopes: z.array(z.string()).nullable(),
  createdAt: instantOut,
  createdBy: z.object({ kind: z.string(), id: z.string() }),
  expiresAt: instantOut.nullable(),
  revokedAt: instantOut.nullable(),
  /** To the minute. */
  lastUsedAt: instantOut.nullable(),
})
export type Key = z.output<typeof key>
export const keyList = z.object({
  items: z.array(key),
  nextCursor: z.null(),
  /** What the caller may put into a new key. */
  grantableScopes: z.array(z.string()),
})
/** `all`: everybody's, for whoever manages access. */
export const listKeys = z.strictObject({ holder: z.enum(['me', 'all']).optional() })

export const createKey = z.strictObject({
  name: name(100),
  /** Without one: the caller. An integration without id is a new one. */
  holder: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('staff'), id }),
      z.strictObject({ kind: z.literal('contact'), id }),
      z.strictObject({ kind: z.literal('partner'), id }),
      z.strictObject({ kind: z.literal('integration'), id: id.optional() }),
    ])
    .optional(),
  scopes: z.array(z.string().max(50)).max(50).nullish(),
  expiresAt: instantIn.nullish(),
})
export type CreateKey = z.output<typeof createKey>

/** `key` is told once: null when the request is repeated with the same Idempotency-Key. */
export const createdKey = key.extend({ key: z.string().nullable() })
