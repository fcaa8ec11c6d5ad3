import { z } from 'zod'
import { id, instantOut, text } from '#kernel/fields'
import { FLAGS } from '../rules/vocabulary.ts'

/** What several contracts of tickets say the same way: camelCase JSON, instants RFC 3339 UTC. */

export const flags = z.array(z.enum(FLAGS)).max(FLAGS.length)

export const functionKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

export const ticketRef = z.string().regex(/^(T-\d{1,12}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i)

export const ticketQuery = z.strictObject({ include: z.literal('messages').optional() })
export const ticketParams = z.object({ id: ticketRef })

export const environmentFacts = z.strictObject({
  deployment: z.enum(['saas', 'dedicated', 'private']).optional(),
  version: text(200).optional(),
  browser: text(200).optional(),
  device: text(200).optional(),
  os: text(200).optional(),
  network: text(200).optional(),
  special: text(4000).optional(),
})

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(400).optional(),
})

export const emptyBody = z.strictObject({}).optional()

export const person = z.object({ kind: z.enum(['staff', 'contact', 'partner', 'integration', 'system']), id: z.string(), name: z.string() })

export const nullableInstant = instantOut.nullable()

/** Somebody or something by name. */
export const named = z.object({ id, name: z.string() })

export type PageQuery = z.output<typeof pageQuery>
