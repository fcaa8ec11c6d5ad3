import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '#api/server'
import { type Auth, authRoutes, inviteIdentity, type OutgoingMail, openAuth, signInRoutes } from '#auth'
import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type Db, openDb, openPool } from '#platform/db'
import { type Log, openLog } from '#platform/log'
import { createTestDatabase } from '../../harness/postgres.ts'

/** A server with sign-in only, a database of its own, and mails kept in a list. */
export type AuthStage = {
  readonly app: FastifyInstance
  readonly auth: Auth
  readonly db: Db
  readonly dataDir: string
  readonly databaseUrl: string
  readonly mails: OutgoingMail[]
  close(): Promise<void>
}

export async function openAuthStage(
  publicUrl = 'http://127.0.0.1:8080',
  log: Log = openLog('silent'),
  identityUrl: string | null = null,
): Promise<AuthStage> {
  const { url, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-auth-'))
  const pool = openPool(url, log, { max: 4 })
  const db = openDb(pool)
  const mails: OutgoingMail[] = []
  const mailOut = { send: async (mail: OutgoingMail) => void mails.push(mail) }
  const auth = await openAuth({ db, pool, databaseUrl: identityUrl ?? url, dataDir, publicUrl, mailOut, log })
  const app = await buildServer({
    config: readConfig({ MUSTER_DATA: dataDir, MUSTER_PUBLIC_URL: publicUrl }),
    log,
    db,
    clock: systemClock,
    authenticate: auth.authenticate,
    features: [(scope) => authRoutes(scope, auth)],
    roots: [(scope) => signInRoutes(scope, auth)],
    webRoot: null,
  })
  return {
    app,
    auth,
    db,
    dataDir,
    databaseUrl: url,
    mails,
    async close() {
      await app.close()
      await auth.close()
      await pool.end()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type Staff = { readonly id: string; readonly email: string; readonly password: string }

/** A staff member who may sign in with `password`. */
export async function addStaff(
  stage: AuthStage,
  given: Partial<Staff> & { role?: string; name?: string; locale?: string } = {},
): Promise<Staff> {
  const at = instant(Date.now())
  const id = newId(at)
  const email = given.email ?? `${id}@vendor.test`
  const password = given.password ?? 'correct horse 42'
  const name = given.name ?? '李娜'
  await stage.db
    .insertInto('staff')
    .values({
      id,
      name,
      email,
      role: given.role ?? 'member',
      functions: ['frontline'],
      locale: given.locale ?? 'zh-CN',
      working_hours: '{}',
      created_at: formatInstant(at),
    })
    .execute()
  await inviteIdentity(stage.db, { personKind: 'staff', personId: id, email, name, password })
  return { id, email, password }
}

/** The Cookie header of what an answer set. */
export function cookiesOf(answer: { headers: Record<string, unknown> }): string {
  const set = answer.headers['set-cookie']
  return [set ?? []]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ')
}

/** Signs in by password and gives the Cookie header. Throws when it does not work. */
export async function signIn(stage: AuthStage, { email, password }: Staff): Promise<string> {
  const answer = await stage.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })
  if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`)
  return cookiesOf(answer)
}
