import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldErrors } from './zod-fields.ts'

const reading = z.union([z.strictObject({ ids: z.array(z.string()) }), z.strictObject({ upTo: z.string() })])
const told = (schema: z.ZodType, input: unknown) =>
  fieldErrors(schema.safeParse(input, { reportInput: true }).error?.issues ?? []).map(({ path, code }) => `${path} ${code}`)

test('of several shapes, what the one that was meant lacks is said', () => {
  expect(told(reading, { ids: [1] })).toEqual(['ids.0 wrong-type'])
  expect(told(reading, { ids: ['a'], more: 1 })).toEqual(['more unknown-field'])
})

test('where there is no telling which was meant, what none of them knows is named all the same', () => {
  expect(told(reading, { more: 1 })).toEqual(['more unknown-field', ' invalid'])
  expect(told(z.strictObject({ target: reading }), { target: { more: 1, ids: 7 } })).toContain('target.more unknown-field')
})
