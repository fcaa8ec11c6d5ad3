import type { FastifyInstance, FastifyRequest } from 'fastify'
import { formatInstant, type Instant } from '#kernel/instant'
import type { RouteAccess, Scope } from '#platform/http/access'
import { notFound, Refused } from '#platform/refused'
import type { ServerParts } from './server.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The instant of this request on the domain's clock. */
    now: Instant
    startedAtMs: number
  }
  interface FastifyInstance {
    /** Every route with its access, as registered: the authorization matrix walks it. */
    routeTable: RouteEntry[]
  }
}
export type RouteEntry = { readonly method: string; readonly url: string; readonly access: RouteAccess }

/** Asset routes of the documentation page register themselves without our config. */
const OPEN_PREFIXES = ['/api/docs']
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Deny by default: a route without declared access stops the start; a caller who is not let in learns nothing. */
export function guardAccess(app: FastifyInstance, parts: Pick<ServerParts, 'authenticate' | 'clock'>): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', (route) => {
    const open = OPEN_PREFIXES.some((prefix) => route.url.startsWith(prefix))
    const access = route.config?.access ?? (open ? ({ open: true, why: 'documentation' } as const) : undefined)
    if (!access) throw new Error(`route ${String(route.method)} ${route.url} declares no access`)
    route.config = { ...route.config, access }
    for (const method of [route.method].flat()) if (method !== 'HEAD' && !open) table.push({ method, url: route.url, access })
  })
  app.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access
    if (!access || 'open' in access) return
    const ahead = request.routeOptions.config.ahead?.(request)
    request.actor = await parts.authenticate(request, ahead && { ...ahead, found: (value) => (request.ahead = { value }) })
    admit(request, access.actors, access.scope)
    request.now = await parts.clock.now()
    // Screens count deadlines by our clock: a reader's own may be minutes off.
    reply.header('x-muster-now', formatInstant(request.now))
  })
}

function admit(request: FastifyRequest, actors: readonly string[], scope: Scope): void {
  const actor = request.actor
  if (!actor) throw new Refused('sign-in-needed')
  if (!actors.includes(actor.kind)) throw notFound()
  if (actor.kind !== 'system' && actor.scopes !== null && !actor.scopes.includes(scope)) throw notFound()
  if (!SAFE.has(request.method) && request.headers.cookie !== undefined && isCrossSite(request)) throw new Refused('cross-site')
}

// Browsers say where a request comes from; SameSite cookies are the first wall, this is the second.
function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.origin
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.host
}
