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

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
}
