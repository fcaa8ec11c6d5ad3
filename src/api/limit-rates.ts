import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '#platform/refused'

const MINUTE_MS = 60_000
/** Requests a minute, per caller and process. Our own people and their keys work in bursts and are not limited here. */
const OUTSIDE_PEOPLE = 600
const INTEGRATIONS = 12_000
const NOBODY_KNOWN = 600
/** By the route, not by the address as it was written, which may be in disguise. Sign-in counts for itself; pages and probes are not counted. */
const LIMITED = /^\/(?:api\/v1|files)(?:[/?]|$)/

/**
 * Limits for whoever is not of ours: by person when one is known, by address otherwise. Counted after it is known who
 * calls; sign-in has its own, stricter limits in the database (#auth).
 */
export async function limitRates(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    hook: 'preHandler',
    timeWindow: MINUTE_MS,
    cache: 20_000,
    max: limitOf,
    keyGenerator: (request) => (request.actor ? `${request.actor.kind} ${request.actor.id}` : request.ip),
    allowList: (request) => request.actor?.kind === 'staff' || !LIMITED.test(request.routeOptions.url ?? request.url),
    errorResponseBuilder: (_request, { ttl }) => new Refused('too-many-requests', { seconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  })
}

function limitOf(request: FastifyRequest): number {
  if (!request.actor) return NOBODY_KNOWN
  return request.actor.kind === 'integration' ? INTEGRATIONS : OUTSIDE_PEOPLE
}
