import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { fieldErrors } from '#platform/http/zod-fields'
import { notFound, Refused } from '#platform/refused'

/** Input by its zod schema, every bad field named at once. A path that cannot be a path of ours is simply not found. */
export const validateInput: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const result = schema.safeParse(data, { reportInput: true })
    if (result.success) return { value: result.data }
    return { error: httpPart === 'params' ? notFound() : new Refused('invalid-input', {}, fieldErrors(result.error.issues)) }
  }
}
