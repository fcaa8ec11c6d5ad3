import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Actor } from '#kernel/actor'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import { makeCtx } from '#platform/ctx'
import type { Db } from '#platform/db'
import type { ReadAhead } from '#platform/http/access'
import type { Log } from '#platform/log'
import { answerErrors } from './answer-errors.ts'
import { serveDocs } from './docs-page.ts'
import { guardAccess } from './guard-access.ts'
import { limitRates } from './limit-rates.ts'
import { refuseUnasked } from './refuse-unasked.ts'
import { secureHeaders } from './secure-headers.ts'
import { serveWeb } from './serve-web.ts'
import { shedLoad } from './shed-load.ts'
import { validateInput } from './validate-input.ts'

type AheadOfCaller = ReadAhead & { readonly found: (value: unknown) => void }

export type ServerParts = {
  readonly config: Config
  readonly log: Log
  readonly db: Db
  readonly clock: Clock
  /** Who calls, by key or cookie; null when nobody known. One indexed read, `ahead` being part of it. */
  readonly authenticate: (request: FastifyRequest, ahead?: AheadOfCaller | null) => Promise<Actor | null>
  /** Features' routes below /api/v1. */
  readonly features: readonly ((app: FastifyInstance) => void | Promise<void>)[]
  /** What is mounted at the root: sign-in, health, metrics. */
  readonly roots: readonly ((app: FastifyInstance) => void | Promise<void>)[]
  /** Hooks that watch every request; they must be there before any route. */
  readonly hooks?: readonly ((app: FastifyInstance) => void)[]
  /** Folder of the built web app; null serves the API only. */
  readonly webRoot: string | null
}

const BODY_LIMIT = 1_048_576

/** The whole HTTP surface, not yet listening. Throws when a route declares no access. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log } = parts
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // Requests in flight at shutdown are finished; new ones on kept-alive connections are told to go elsewhere.
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  const parseJson = app.getDefaultJsonParser('error', 'error')
  // A command without a body may still say that it is JSON.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parseJson(request, String(body), done),
  )
  app.setValidatorCompiler(validateInput)
  // Responses are typed where they are made; writing them is JSON alone (see #platform/http/route).
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.decorateRequest('actor', null)
  app.decorateRequest('startedAtMs', 0)
  app.decorateRequest('ahead', undefined)
  app.decorateRequest('ctx', function (this: FastifyRequest) {
    if (!this.actor) throw new Error('ctx() on a request without an actor')
    return makeCtx({
      actor: this.actor,
      now: this.now,
      db: parts.db,
      clock: parts.clock,
      requestId: this.id,
      log,
    })
  })
  app.decorateRequest('now', 0 as never)

  for (const watch of parts.hooks ?? []) watch(app)
  secureHeaders(app, config)
  await app.register(cookie)
  await app.register(multipart, { throwFileSizeLimit: true })
  await shedLoad(app)
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Muster', version: '1', description: 'One front line: tickets, owners, obligations.' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  guardAccess(app, parts)
  await limitRates(app)
  answerErrors(app)
  for (const root of parts.roots) await app.register(async (scope) => root(scope))
  await app.register(
    async (scope) => {
      refuseUnasked(scope)
      for (const feature of parts.features) await feature(scope)
      scope.get('/openapi.json', { schema: { hide: true }, config: { access: { open: true, why: 'the contract is public' } } }, () =>
        app.swagger(),
      )
    },
    { prefix: '/api/v1' },
  )
  serveDocs(app)
  await serveWeb(app, parts.webRoot)
  return app
}
