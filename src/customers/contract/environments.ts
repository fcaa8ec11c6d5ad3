import { z } from 'zod'
import { filledText, id, instantOut, name, text } from '#kernel/fields'
import { customerPage, customerPaging, deployment, namedOut } from './fields.ts'

export const environmentAbility = z.enum(['edit'])

/** `details` are free facts that prefill a report: browser, device, network, special configuration… */
export const environmentOut = z.object({
  id: z.string(),
  account: namedOut,
  productLine: namedOut.nullable(),
  name: z.string(),
  deployment,
  productVersion: z.string().nullable(),
  details: z.record(z.string(), z.string()),
  archivedAt: instantOut.nullable(),
  version: z.number(),
  abilities: z.array(environmentAbility),
})
export const environmentPageOut = customerPage(environmentOut)
/** `q` finds in the name and product version; by name, then id. */
export const environmentsQuery = z.strictObject({
  accountId: id.optional(),
  productLineId: id.optional(),
  q: text(100).optional(),
  archived: z.enum(['true', 'false']).default('false'),
  ...customerPaging,
})

const details = z.record(name(60), text(2_000)).refine((value) => Object.keys(value).length <= 50, { error: 'too-long' })

export const createEnvironmentIn = z.strictObject({
  accountId: id,
  productLineId: id.nullable().default(null),
  name: name(80),
  deployment,
  productVersion: filledText(80).nullable().default(null),
  details: details.default({}),
})
/** `details` replaces the whole record. */
export const patchEnvironmentIn = z.strictObject({
  productLineId: id.nullable().optional(),
  name: name(80).optional(),
  deployment: deployment.optional(),
  productVersion: filledText(80).nullable().optional(),
  details: details.optional(),
  archived: z.boolean().optional(),
})

export type EnvironmentOut = z.output<typeof environmentOut>
export type EnvironmentsQuery = z.output<typeof environmentsQuery>
export type CreateEnvironment = z.output<typeof createEnvironmentIn>
export type CreateEnvironmentInput = z.input<typeof createEnvironmentIn>
export type PatchEnvironment = z.output<typeof patchEnvironmentIn>
