import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { fieldErrors } from '#platform/http/zod-fields'
import { notFound, Refused } from '#platform/refused'

/** Input by its zod schema, every bad field named at once. A path that cannot be a path of ours is simply not found. */
export const validateInput: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    // A request without a body has `null` here: as absent as a field that was not sent.
    const result = schema.safeParse(httpPart === 'body' && data === null ? undefined : data, { reportInput: true })
    if (result.success) return { value: result.data }
    return { error: httpPart === 'params' ? notFound() : new Refused('invalid-input', {}, fieldErrors(result.error.issues)) }
  }
}
