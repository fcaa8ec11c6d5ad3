import { z } from 'zod'
import { name } from '#kernel/fields'
import { functionKey } from './fields.ts'

export const functionOut = z.object({ key: z.string(), nameZh: z.string(), nameEn: z.string(), position: z.number(), version: z.number() })
export const functionsOut = z.object({ items: z.array(functionOut), nextCursor: z.null() })
export const createFunctionIn = z.strictObject({ key: functionKey, nameZh: name(40), nameEn: name(60) })
/** A function is found by its key. */
export const functionParams = z.strictObject({ key: functionKey })
export const patchFunctionIn = z.strictObject({
  nameZh: name(40).optional(),
  nameEn: name(60).optional(),
  position: z.number().int().min(0).max(1_000).optional(),
})

export type FunctionOut = z.output<typeof functionOut>
export type CreateFunction = z.output<typeof createFunctionIn>
export type PatchFunction = z.output<typeof patchFunctionIn>
