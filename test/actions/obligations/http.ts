import type { FastifyInstance } from 'fastify'
import { buildServer } from '#api/server'
import type { Actor } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import { type ObligationPorts, obligationRoutes } from '#obligations'
import { readConfig } from '#platform/config'
import type { Db } from '#platform/db'
import { openLog } from '#platform/log'

export type Answer = { status: number; body: Record<string, never> & { [key: string]: unknown } }
export type Asking = {
  readonly app: FastifyInstance
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  as(actor: Actor): void
}

/** The routes of obligations alone, on a clock that stands at `now`, asked by whoever was said last. */
export async function openAsking(db: Db, ports: ObligationPorts, now: () => Instant, first: Actor): Promise<Asking> {
  let actor = first
  const app = await buildServer({
    config: readConfig({}),
    log: openLog('silent'),
    db,
    clock: { isTest: true, now: async () => now() },
    authenticate: async () => actor,
    features: [(scope) => obligationRoutes(scope, ports)],
    roots: [],
    webRoot: null,
  })
  return {
    app,
    as(next) {
      actor = next
    },
    async ask(method, url, body, headers = {}) {
      const payload = body === undefined ? {} : { payload: body as object }
      const answer = await app.inject({ method, url: `/api/v1${url}`, headers: { 'accept-language': 'en', ...headers }, ...payload })
      return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
    },
  }
}
