import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor'
import type { Ctx } from '../ctx.ts'
import { Refused } from '../refused.ts'
import type { ReadAhead, RouteAccess } from './access.ts'
import { onlyOnce } from './idempotency.ts'
import { parseIfMatch } from './if-match.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined

export type RouteInput<P, Q, B> = {
  readonly params: Infer<P>
  readonly query: Infer<Q>
  readonly body: Infer<B>
  /** The version the caller saw: always there on PUT and PATCH, null elsewhere unless sent. */
  readonly ifMatch: number | null
}

export type RouteDefinition<P, Q, B, R extends z.ZodType> = {
  readonly method: Method
  /** Below /api/v1, e.g. `/tickets/:id/messages`. */
  readonly url: string
  readonly access: RouteAccess
  readonly summary: string
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  /** 201 for what creates, else 200. */
  readonly status?: 200 | 201 | 204
  /** What a repeat with the same Idempotency-Key is told, where the answer holds a secret that must not be stored. */
  readonly remember?: (answer: z.input<R>) => unknown
  /** Only for GET: see ReadAhead. The handler finds it in `request.ahead`. */
  readonly ahead?: (request: FastifyRequest) => ReadAhead | null
  readonly handle: (ctx: Ctx, input: RouteInput<P, Q, B>, request: FastifyRequest) => Promise<z.input<R>>
}

/**
 * One JSON route: validated input in, value out. It parses If-Match, makes a POST with an Idempotency-Key happen once, and
 * hands the handler a Ctx. Responses are typed by their schema; they are written by JSON.stringify (tests check them
 * against the schema, production does not pay for it).
 */
export function route<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
>(app: FastifyInstance, definition: RouteDefinition<P, Q, B, R>): void {
  const { method, url, access, summary, tag, status = 200 } = definition
  const schema: Record<string, unknown> = { summary, tags: [tag], response: { [status]: definition.response } }
  if (definition.params) schema['params'] = definition.params
  if (definition.query) schema['querystring'] = definition.query
  if (definition.body) schema['body'] = definition.body
  const options: RouteShorthandOptions = { schema, config: { access, ...(definition.ahead ? { ahead: definition.ahead } : {}) } }
  app.route({
    ...options,
    method,
    url,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const ctx = request.ctx()
      const ifMatch = parseIfMatch(request.headers['if-match'])
      if (ifMatch === null && (method === 'PUT' || method === 'PATCH')) throw new Refused('version-required')
      const input = { params: request.params, query: request.query, body: request.body, ifMatch } as RouteInput<P, Q, B>
      const key = method === 'POST' ? request.headers['idempotency-key'] : undefined
      const body =
        key === undefined
          ? await definition.handle(ctx, input, request)
          : await onlyOnce(
              ctx,
              String(key),
              fingerprint(request),
              status,
              (inside) => definition.handle(inside, input, request),
              definition.remember,
            )
      reply.status(status)
      const version = (body as { version?: unknown } | null)?.version
      if (typeof version === 'number') reply.header('etag', `"${version}"`)
      return reply.send(status === 204 ? undefined : body)
    },
  })
}

function fingerprint(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on open routes called by nobody known. */
    actor: Actor | null
    /** The context of this request. Throws when the route is open and nobody is signed in. */
    ctx(): Ctx
  }
}
