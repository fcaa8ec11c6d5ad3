import type { FastifyInstance } from 'fastify'
import { Refused } from '#platform/refused'

/** A route that tells no query or no body takes none: what is sent nevertheless is refused by its name, as an unknown field is beside known ones. */
export function refuseUnasked(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const { schema } = request.routeOptions
    const unasked = [
      ...(schema?.querystring ? [] : namesIn(request.query)),
      ...(schema?.body || schema?.consumes ? [] : namesIn(request.body)),
    ]
    if (unasked.length > 0)
      throw new Refused(
        'invalid-input',
        {},
        unasked.map((path) => ({ path, code: 'unknown-field' })),
      )
  })
}

/** `['']`: something that has no names at all. */
function namesIn(given: unknown): string[] {
  if (given === undefined || given === null) return []
  return typeof given === 'object' && !Array.isArray(given) ? Object.keys(given) : ['']
}
