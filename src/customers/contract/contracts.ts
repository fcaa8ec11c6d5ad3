import { z } from 'zod'
import { date, id, name, text } from '#kernel/fields'
import { accountTier, customerPage, customerPaging, namedOut } from './fields.ts'

export const contractAbility = z.enum(['edit'])

export const contractOut = z.object({
  id: z.string(),
  account: namedOut,
  name: z.string(),
  tier: accountTier,
  startsOn: z.string(),
  endsOn: z.string(),
  /** Decimal text, `120000.00`; null when there is none or it is not the caller's to see. */
  annualFee: z.string().nullable(),
  currency: z.string(),
  version: z.number(),
  abilities: z.array(contractAbility),
})
export const contractPageOut = customerPage(contractOut)
/** `q` finds in the name; by end date, then id. `endsBefore` is for renewals. */
export const contractsQuery = z.strictObject({
  accountId: id.optional(),
  q: text(100).optional(),
  endsBefore: date.optional(),
  ...customerPaging,
})

const fee = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,2})?$/)
  .nullable()
const currency = z.string().regex(/^[A-Z]{3}$/)

export const createContractIn = z
  .strictObject({
    accountId: id,
    name: name(120),
    tier: accountTier,
    startsOn: date,
    endsOn: date,
    annualFee: fee.default(null),
    currency: currency.default('CNY'),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], error: 'out-of-range' })
export const patchContractIn = z.strictObject({
  name: name(120).optional(),
  tier: accountTier.optional(),
  startsOn: date.optional(),
  endsOn: date.optional(),
  annualFee: fee.optional(),
  currency: currency.optional(),
})

export type ContractOut = z.output<typeof contractOut>
export type ContractsQuery = z.output<typeof contractsQuery>
export type CreateContract = z.output<typeof createContractIn>
export type CreateContractInput = z.input<typeof createContractIn>
export type PatchContract = z.output<typeof patchContractIn>
