import { z } from 'zod'
import { instantOut } from '#kernel/fields'
import { CRITERIA, REQUIRED_FACTS } from '../rules/playbook.ts'
import { TICKET_KINDS } from '../rules/vocabulary.ts'
import { functionKey } from './fields.ts'

/** How each kind of ticket is worked. Stations are keys of functions; `*` is anywhere not named. */

/** A playbook is found by its kind. */
export const playbookParams = z.strictObject({ kind: z.enum(TICKET_KINDS) })

const exitRule = z.strictObject({
  from: functionKey,
  to: z.union([functionKey, z.literal('*')]),
  needs: z.array(z.enum(CRITERIA)).max(CRITERIA.length),
})

/** All of a playbook that people edit; the holes that no shape can tell are named by `playbookProblems`. */
export const putPlaybookIn = z.strictObject({
  required: z.array(z.enum(REQUIRED_FACTS)).max(REQUIRED_FACTS.length),
  relay: z.array(functionKey).min(1).max(20),
  exits: z.array(exitRule).max(200),
})

export const playbookOut = z
  .object({
    kind: z.enum(TICKET_KINDS),
    /** 1: as it ships, never edited here. */
    version: z.number(),
    required: z.array(z.enum(REQUIRED_FACTS)),
    relay: z.array(z.string()),
    exits: z.array(z.object({ from: z.string(), to: z.string(), needs: z.array(z.enum(CRITERIA)) })),
    updatedAt: instantOut.nullable(),
    updatedBy: z.string().nullable(),
    abilities: z.array(z.enum(['edit'])),
  })
  .meta({ id: 'Playbook' })

export const playbooksOut = z.object({
  items: z.array(playbookOut),
  /** Every publication so far; a ticket is worked by the newest of its kind up to its `playbookEdition`, else by the default. */
  editions: z.array(z.object({ kind: z.enum(TICKET_KINDS), edition: z.number().int(), relay: z.array(z.string()).readonly() })),
  nextCursor: z.null(),
})

export type PutPlaybook = z.output<typeof putPlaybookIn>
export type PlaybookOut = z.input<typeof playbookOut>
