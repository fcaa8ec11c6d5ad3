import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#kernel/actor'
import type { Ctx } from '#platform/ctx'
import { route } from '#platform/http/route'
import { notFound } from '#platform/refused'
import { changeMe } from './actions/change-me.ts'
import { createKey } from './actions/create-key.ts'
import { endSession, endSessions } from './actions/end-sessions.ts'
import { revokeKey } from './actions/revoke-key.ts'
import * as contract from './contract.ts'
import type { Auth } from './open-auth.ts'
import { presentKey, presentMe, presentSession } from './present.ts'
import { listKeys } from './queries/list-keys.ts'
import { listSessions } from './queries/list-sessions.ts'
import { readMe } from './queries/read-me.ts'

const PEOPLE = { actors: ['staff', 'contact', 'partner'], scope: 'me' } as const
const ANYBODY = { actors: ['staff', 'contact', 'partner', 'integration'], scope: 'me' } as const
const NOTHING = z.undefined()

/** /api/v1/me, /sessions, /keys. Also lets sessions in use live on: at most one write a day for each. */
export function authRoutes(app: FastifyInstance, auth: Auth): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const cookie = await auth.renewSession(request)
    if (cookie !== null) reply.header('set-cookie', cookie)
    return payload
  })
  const sessionOf = (request: object): string | null => {
    const proof = auth.proofOf(request as Parameters<Auth['proofOf']>[0])
    return proof?.by === 'session' ? proof.sessionId : null
  }

  route(app, {
    method: 'GET',
    url: '/me',
    access: ANYBODY,
    summary: 'Who calls, and what they may do',
    tag: 'me',
    response: contract.me,
    handle: async (ctx, _, request) => presentMe(caller(ctx), await readMe(ctx), sessionOf(request)),
  })
  route(app, {
    method: 'PATCH',
    url: '/me',
    access: PEOPLE,
    summary: 'Choose one’s language and how one hears by mail',
    tag: 'me',
    body: contract.changeMe,
    response: contract.me,
    handle: async (ctx, { body, ifMatch }, request) => {
      const { locale } = await changeMe(ctx, body, ifMatch ?? 0)
      return presentMe({ ...caller(ctx), locale }, await readMe(ctx), sessionOf(request))
    },
  })
  route(app, {
    method: 'GET',
    url: '/sessions',
    access: PEOPLE,
    summary: 'Where one is signed in',
    tag: 'me',
    query: contract.whose,
    response: contract.sessionList,
    handle: async (ctx, { query }, request) => ({
      items: (await listSessions(ctx, query)).map((one) => presentSession(one, sessionOf(request))),
      nextCursor: null,
    }),
  })
  route(app, {
    method: 'DELETE',
    url: '/sessions',
    access: PEOPLE,
    summary: 'Sign out everywhere else',
    tag: 'me',
    query: contract.whose,
    response: contract.endedSessions,
    handle: async (ctx, { query }, request) => ({ ended: await endSessions(ctx, query, sessionOf(request)) }),
  })
  route(app, {
    method: 'DELETE',
    url: '/sessions/:id',
    access: PEOPLE,
    summary: 'Sign one session out',
    tag: 'me',
    params: contract.byId,
    response: NOTHING,
    status: 204,
    handle: async (ctx, { params }) => void (await endSession(ctx, params.id)),
  })
  keyRoutes(app)
}

function keyRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/keys',
    access: PEOPLE,
    summary: 'Keys, without their secret',
    tag: 'keys',
    query: contract.listKeys,
    response: contract.keyList,
    handle: async (ctx, { query }) => {
      const { keys, grantableScopes } = await listKeys(ctx, query.holder ?? 'me')
      return { items: keys.map(presentKey), nextCursor: null, grantableScopes }
    },
  })
  route(app, {
    method: 'POST',
    url: '/keys',
    access: PEOPLE,
    summary: 'Make a key; it is told once',
    tag: 'keys',
    body: contract.createKey,
    response: contract.createdKey,
    status: 201,
    remember: (answer) => ({ ...answer, key: null }),
    handle: async (ctx, { body }) => {
      const { stored, key } = await createKey(ctx, body)
      return { ...presentKey(stored), key }
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/keys/:id',
    access: PEOPLE,
    summary: 'Revoke a key at once',
    tag: 'keys',
    params: contract.byId,
    response: NOTHING,
    status: 204,
    handle: async (ctx, { params }) => void (await revokeKey(ctx, params.id)),
  })
}

function caller(ctx: Ctx): Exclude<Actor, { kind: 'system' }> {
  if (ctx.actor.kind === 'system') throw notFound()
  return ctx.actor
}
