import type { FastifyInstance } from 'fastify'
import { refuseUnknownFields } from '#platform/http/refuse-unknown-fields'

/** A route that tells no query or no body takes none: what is sent nevertheless is refused by its name, as an unknown field is beside known ones. */
export function refuseUnasked(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const { schema } = request.routeOptions
    refuseUnknownFields([
      ...(schema?.querystring ? [] : namesIn(request.query)),
      ...(schema?.body || schema?.consumes ? [] : namesIn(request.body)),
    ])
  })
}

/** `['']`: something that has no names at all. */
function namesIn(given: unknown): string[] {
  if (given === undefined || given === null) return []
  return typeof given === 'object' && !Array.isArray(given) ? Object.keys(given) : ['']
}
