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
import { attachmentRoutes } from '#attachments'
import { openFileStore } from '#platform/files/file-store'
import { mayReadAttachment, ticketRoutes, ticketSights } from '#tickets'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type Db, openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { createTestDatabase } from '../harness/postgres.ts'
import { addCast, type Cast, type Role } from './cast.ts'
import type { Ask } from './row.ts'
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
    /** An S2-to-be ticket that the contact `mine` reported and the partner takes part in; changed by nobody. */
    readonly ticketId: string
    /** Linked to a message to the customer on that ticket. */
    readonly attachmentId: string
    /** Another such ticket, to do things to. */
    freshTicket(): Promise<{ id: string }>
    /** An open hand-off of such a ticket's owner duty, to the lead. */
    freshOffer(): Promise<{ id: string }>
    /** A multipart request with one file. */
    upload(name: string, content: string): Ask
    /** Uploads as `as` and gives the id. */
    attach(as: Role, name: string, content: string): Promise<string>
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
      (scope) => obligationRoutes(scope, { sightsOf: ticketSights, duesMoved: async () => undefined, coverageOf: async () => [] }),
      ticketRoutes,
      (scope) => attachmentRoutes(scope, { files: openFileStore(dataDir), mayReadLinked: mayReadAttachment }),
    ],
    roots: [(scope) => signInRoutes(scope, auth)],
    webRoot: null,
  })
  const cast = await addCast(db)
  const company = await addCompany(db, cast)
  const make: World['make'] = async (as, method, path, payload) => {
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers: cast.headers[as], ...(payload ? { payload } : {}) })
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} as ${as} answered ${answer.statusCode}: ${answer.body}`)
    return { id: String(answer.json().id) }
  }
  const freshTicket = async () => {
    const ticket = await make('mine', 'POST', '/tickets', {
      kind: 'defect',
      title: '导出超时',
      report: { symptom: '导出超时', impact: 'department', urgency: 'degraded' },
    })
    await make('member', 'POST', `/tickets/${ticket.id}/participants`, { personKind: 'partner', personId: cast.ids.partner })
    return ticket
  }
  const ticketId = (await freshTicket()).id
  const upload = (name: string, content: string): Ask => ({
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: `--edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--edge--\r\n`,
  })
  const attach = async (as: Role, name: string, content: string) => {
    const { headers = {}, body } = upload(name, content)
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/attachments',
      headers: { ...cast.headers[as], ...headers },
      payload: String(body),
    })
    return String(answer.json().id)
  }
  const attachmentId = await attach('member', 'log.txt', 'a log')
  await make('member', 'POST', `/tickets/${ticketId}/messages`, { audience: 'customer', body: '日志见附件', attachmentIds: [attachmentId] })
  return {
    ...cast,
    ...company,
    make,
    ticketId,
    attachmentId,
    freshTicket,
    upload,
    attach,
    async freshOffer() {
      const ticket = await freshTicket()
      const body = { duty: 'owner', toStaffId: cast.ids.lead, done: '已复现', needed: '请修复', force: true, reason: '只有他' }
      await make('administrator', 'POST', `/tickets/${ticket.id}/hand-offs`, body)
      const offer = await db.selectFrom('hand_offs').select('id').where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
      return { id: offer.id }
    },
    lineBody: () => ({ leadId: cast.ids.lead, executiveId: cast.ids.executive, calendarId: company.calendarId }),
    app,
    auth,
    db,
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
