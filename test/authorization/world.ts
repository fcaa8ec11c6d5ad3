import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { inviteIdentity } from '#auth'
import { newId } from '#kernel/ids'
import { addMs, DAY, formatInstant, instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import { startApp, type TestApp } from '../harness/app.ts'
import { addCast, type Cast, type Role } from './cast.ts'
import { addLine } from './company.ts'
import type { Ask } from './row.ts'

/** The whole server over a small company, one of each kind of caller, and a ticket between them. */
export type World = Cast & {
  readonly test: TestApp
  readonly app: FastifyInstance
  readonly db: Db
  /** Where mails lie as they arrived. */
  readonly mails: FileStore
  /** A line led by the cast's lead; all tickets here are on it. */
  readonly lineId: string
  readonly calendarId: string
  readonly policyId: string
  /** A ticket that the contact `mine` reported and the partner takes part in; changed by nobody. */
  readonly ticketId: string
  /** Linked to a message to the customer on that ticket. */
  readonly attachmentId: string
  /** The id of what a request below /api/v1, which must succeed, made or read: for what a row needs to exist. */
  make(as: Role, method: 'POST' | 'GET', url: string, payload?: object): Promise<{ id: string }>
  /** What a new product line says beside its name. */
  lineBody(): { leadId: string; executiveId: string; calendarId: string }
  /** Another such ticket, to do things to. */
  freshTicket(): Promise<{ id: string }>
  /** An open hand-off of such a ticket's owner duty, to the lead. */
  freshOffer(): Promise<{ id: string }>
  /** A reminder somebody set on such a ticket. */
  freshReminder(): Promise<{ id: string }>
  /** A question on such a ticket, to the lead. */
  freshAsk(): Promise<{ id: string }>
  /** A new session of a contact of another account. */
  sessionOfStranger(): Promise<string>
  /** A multipart request with one file. */
  upload(name: string, content: string): Ask
  /** Uploads as `as` and gives the id. */
  attach(as: Role, name: string, content: string): Promise<string>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const test = await startApp()
  const { db, server } = test.app
  if (!server) throw new Error('the app has no server')
  const cast = await addCast(db)
  const line = await addLine(db, cast, test.company)

  const make: World['make'] = async (as, method, path, payload) => {
    const answer = await server.inject({ method, url: `/api/v1${path}`, headers: cast.headers[as], ...(payload ? { payload } : {}) })
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} as ${as} answered ${answer.statusCode}: ${answer.body}`)
    return { id: String(answer.json().id) }
  }
  const freshTicket = async () => {
    const report = { symptom: '导出超时', impact: 'department', urgency: 'degraded' }
    const ticket = await make('mine', 'POST', '/tickets', { kind: 'defect', title: '导出超时', productLineId: line.lineId, report })
    await make('member', 'POST', `/tickets/${ticket.id}/participants`, { personKind: 'partner', personId: cast.ids.partner })
    return ticket
  }
  const attach: World['attach'] = async (as, name, content) => {
    const { headers = {}, body } = upload(name, content)
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/attachments',
      headers: { ...cast.headers[as], ...headers },
      payload: String(body),
    })
    return String(answer.json().id)
  }
  const { id: ticketId } = await freshTicket()
  const attachmentId = await attach('member', 'log.txt', 'a log')
  await make('member', 'POST', `/tickets/${ticketId}/messages`, { audience: 'customer', body: '日志见附件', attachmentIds: [attachmentId] })
  return {
    ...cast,
    ...line,
    test,
    app: server,
    db,
    mails: openFileStore(join(test.dataDir, 'mail')),
    ticketId,
    attachmentId,
    make,
    lineBody: () => ({ leadId: cast.ids.lead, executiveId: cast.ids.executive, calendarId: line.calendarId }),
    freshTicket,
    async freshOffer() {
      const ticket = await freshTicket()
      const body = { duty: 'owner', toStaffId: cast.ids.lead, done: '已复现', needed: '请修复', force: true, reason: '只有他' }
      await make('administrator', 'POST', `/tickets/${ticket.id}/hand-offs`, body)
      return db.selectFrom('hand_offs').select('id').where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
    },
    async freshReminder() {
      const ticket = await freshTicket()
      await make('administrator', 'POST', `/tickets/${ticket.id}/obligations`, {
        kind: 'reminder',
        text: '回访',
        dueAt: '2099-01-01T00:00:00Z',
      })
      return db
        .selectFrom('obligations')
        .select('id')
        .where('ticket_id', '=', ticket.id)
        .where('kind', '=', 'reminder')
        .executeTakeFirstOrThrow()
    },
    async freshAsk() {
      const ticket = await freshTicket()
      return make('administrator', 'POST', `/tickets/${ticket.id}/asks`, { toStaffId: cast.ids.lead, question: '能看一下吗？' })
    },
    sessionOfStranger: () => addSession(db, cast.ids.stranger),
    upload,
    attach,
    close: () => test.stop(),
  }
}

function upload(name: string, content: string): Ask {
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain`
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: `--edge\r\n${head}\r\n\r\n${content}\r\n--edge--\r\n`,
  }
}

async function addSession(db: Db, contactId: string): Promise<string> {
  await inviteIdentity(db, { personKind: 'contact', personId: contactId, email: 'stranger@cast.customer.test', name: 'stranger' })
  const user = await db.selectFrom('identity_users').select('id').where('person_id', '=', contactId).executeTakeFirstOrThrow()
  const at = instant(Date.now())
  const [id, now, then] = [newId(at), formatInstant(at), formatInstant(addMs(at, DAY))]
  await db
    .insertInto('identity_sessions')
    .values({ id, token: id, user_id: user.id, expires_at: then, created_at: now, updated_at: now })
    .execute()
  return id
}
