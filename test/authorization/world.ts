import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '#api/server'
import { type Auth, authRoutes, disableIdentity, identityChanged, inviteIdentity, openAuth, signInRoutes } from '#auth'
import { customersRoutes } from '#customers'
import { obligationRoutes } from '#obligations'
import { organizationRoutes } from '#organization'
import { newId } from '#kernel/ids'
import { addMs, DAY, formatInstant, instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type Db, openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { createTestDatabase } from '../harness/postgres.ts'
import { addCast, type Cast, type Role } from './cast.ts'
import { addCompany, type Company } from './company.ts'

/** The whole server over a small company, and one of each kind of caller. */
export type World = Cast &
  Company & {
    readonly app: FastifyInstance
    readonly auth: Auth
    readonly db: Db
    /** The id of what a request below /api/v1, which must succeed, made or read: for what a row needs to exist. */
    make(as: Role, method: 'POST' | 'GET', url: string, payload?: object): Promise<{ id: string }>
    /** What a new product line says beside its name. */
    lineBody(): { leadId: string; executiveId: string; calendarId: string }
    /** A new session of a contact of another account. */
    sessionOfStranger(): Promise<string>
    close(): Promise<void>
  }

export async function openWorld(): Promise<World> {
  const { url, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-world-'))
  const log = openLog('silent')
  const pool = openPool(url, log, { max: 8 })
  const db = openDb(pool)
  const publicUrl = 'http://127.0.0.1:8080'
  const auth = await openAuth({ db, pool, databaseUrl: url, dataDir, publicUrl, mailOut: { send: async () => undefined }, log })
  const identity = { inviteIdentity, disableIdentity, identityChanged }
  const app = await buildServer({
    config: readConfig({ MUSTER_DATA: dataDir, MUSTER_PUBLIC_URL: publicUrl }),
    log,
    db,
    clock: systemClock,
    authenticate: auth.authenticate,
    features: [
      (scope) => authRoutes(scope, auth),
      organizationRoutes({ identity, moveDuties: async () => 0 }),
      customersRoutes({ identity }),
      (scope) => obligationRoutes(scope, { sightsOf: async () => new Map(), duesMoved: async () => undefined, coverageOf: async () => [] }),
    ],
    roots: [(scope) => signInRoutes(scope, auth)],
    webRoot: null,
  })
  const cast = await addCast(db)
  const company = await addCompany(db, cast)
  return {
    ...cast,
    ...company,
    lineBody: () => ({ leadId: cast.ids.lead, executiveId: cast.ids.executive, calendarId: company.calendarId }),
    app,
    auth,
    db,
    async make(as, method, path, payload) {
      const answer = await app.inject({ method, url: `/api/v1${path}`, headers: cast.headers[as], ...(payload ? { payload } : {}) })
      if (answer.statusCode >= 300) throw new Error(`${method} ${path} as ${as} answered ${answer.statusCode}: ${answer.body}`)
      return { id: String(answer.json().id) }
    },
    async sessionOfStranger() {
      const person = { personKind: 'contact', personId: cast.ids.stranger, email: 'stranger@customer.test', name: 'stranger' } as const
      await inviteIdentity(db, person)
      const { id: user_id } = await db
        .selectFrom('identity_users')
        .select('id')
        .where('person_id', '=', person.personId)
        .executeTakeFirstOrThrow()
      const at = instant(Date.now())
      const [id, created_at] = [newId(at), formatInstant(at)]
      const expires_at = formatInstant(addMs(at, DAY))
      await db.insertInto('identity_sessions').values({ id, token: id, user_id, expires_at, created_at, updated_at: created_at }).execute()
      return id
    },
    async close() {
      await app.close()
      await auth.close()
      await pool.end()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
