import type { ActorKind } from '#kernel/actor'

/**
 * Who may call a route at all. Every route declares it, or the server does not start: deny by default. What exactly an
 * actor may do with the thing the route names is the feature's policy, asked by the action.
 */
export type RouteAccess =
  | { readonly open: true; readonly why: string }
  | { readonly actors: readonly Exclude<ActorKind, 'system'>[]; readonly scope: Scope }

/** What a key may be narrowed to. `read` and `write` of a feature; `admin` is the workspace's setup. */
export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'customers:read',
  'customers:write',
  'organization:read',
  'organization:write',
  'obligations:read',
  'obligations:write',
  'reports:read',
  'admin',
  'me',
] as const
export type Scope = (typeof SCOPES)[number]

/**
 * A read that is part of the question who calls, instead of coming after its answer: one statement less, and nothing is read for
 * nobody. An SQL expression of one value, its parameters from `$first` on. It changes nothing, and what it finds is looked at only
 * once we know that this caller may see it.
 */
export type ReadAhead = { readonly expression: (first: number) => string; readonly values: readonly unknown[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
    /** What a GET will read, from its address alone; null when the address is not one it knows. */
    ahead?: (request: FastifyRequest) => ReadAhead | null
  }
  interface FastifyRequest {
    /** What was read ahead; undefined where nothing was. */
    ahead: { readonly value: unknown } | undefined
  }
}
