import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendDue } from '#mail'
import { openFileStore } from '#platform/files/file-store'
import { fileSender } from '../../../src/channels/email/smtp-out/file-sender.ts'
import { openSmtpSender } from '../../../src/channels/email/smtp-out/open-smtp-sender.ts'
import type { MailSender } from '../../../src/channels/port.ts'
import { type FaultySmtpServer, startFaultySmtpServer } from '../../fakes/faulty-smtp-server.ts'
import { failsAt, refusesRecipients, takesAndHangsUp } from '../../fakes/misbehaviours.ts'
import { plainSender } from '../../mail/letters.ts'
import { type MailStage, type OutgoingRow, startMailStage } from './mail-stage.ts'

const MINUTE = 60_000

let stage: MailStage
let server: FaultySmtpServer
let sender: MailSender
let mailboxId: string
let number: string
beforeAll(async () => {
  stage = await startMailStage()
  number = await stage.line.reported()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails`.execute(stage.app.db)
  mailboxId = await stage.addMailbox({ address: 'reports@vendor.test' })
  server = await startFaultySmtpServer()
  sender = openSmtpSender(plainSender(server.port))
})
afterEach(async () => {
  await sender.close()
  await server.close()
})

const parts = () => ({ files: openFileStore(stage.dataDir), senderFor: async () => sender })
const send = async (limit = 10) => sendDue(await stage.app.systemCtx(), parts(), { mailboxId, limit })
const due = () =>
  sql`update outgoing_mails set next_try_at = ${new Date(Date.now() - 1_000).toISOString()} where next_try_at is not null`.execute(
    stage.app.db,
  )

let words = 0
/** A mail that waits. */
async function written(more: Record<string, unknown> = {}): Promise<OutgoingRow> {
  await stage.line.tell('support', number, `第 ${++words} 次说明，问题仍在处理。`, more)
  await sql`delete from outgoing_mails where state in ('sent', 'failed')`.execute(stage.app.db)
  await stage.work()
  // Earlier words of this file are written again, as their rows are gone.
  await sql`delete from outgoing_mails where id <> (select id from outgoing_mails where message_id is not null order by message_id desc limit 1)`.execute(
    stage.app.db,
  )
  return row()
}
const row = async () => (await stage.outgoing())[0]!

it('leaves with what was written down, and is recorded as sent', async () => {
  const mail = await written()
  expect(await send()).toEqual({ taken: 1, isServerAway: false })
  expect(server.mails).toHaveLength(1)
  const { envelope, raw } = server.mails[0]!
  expect(envelope).toEqual({ from: 'reports@vendor.test', to: ['customer@huadong.test'] })
  expect(raw).toContain(`Message-ID: <${mail.rfcMessageId}>`)
  expect(raw).toMatch(/^X-Muster-Id: [a-z2-7]{16}\r$/im)
  expect(raw).not.toMatch(/Auto-Submitted/i)
  expect(raw.replace(/\r\n\s+/g, ' ')).toMatch(/Reply-To: .*<reports\+t\d+\.[a-z2-7]{10}@vendor\.test>/)
  expect(raw).toContain('multipart/alternative')
  const after = await row()
  expect(after).toMatchObject({ state: 'sent', attempts: 1, nextTryAt: null, mayHaveBeenSent: false })
  expect(after.sentAt).not.toBeNull()
  expect(await send()).toEqual({ taken: 0, isServerAway: false })
  expect(server.mails).toHaveLength(1)
})

it('with its files', async () => {
  const form = new FormData()
  form.append('file', new Blob(['line one\n']), '日志.log')
  const reply = await fetch(`${stage.url}/api/v1/attachments`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${stage.company.keys.support}` },
  })
  await written({ attachmentIds: [((await reply.json()) as { id: string }).id] })
  await send()
  expect(server.mails[0]!.raw).toContain(Buffer.from('line one\n').toString('base64'))
})

describe('the server', () => {
  it('puts it off: again after one minute, then five, with the same Message-ID', async () => {
    const { rfcMessageId } = await written()
    server.behave(failsAt('rcpt', { reply: '451 4.7.1 Greylisted' }, 2))
    for (const [attempts, minutes] of [
      [1, 1],
      [2, 5],
    ] as const) {
      const before = Date.now()
      await send()
      const after = await row()
      expect(after).toMatchObject({ state: 'queued', attempts, lastCode: 451 })
      expect(after.nextTryAt! - before).toBeGreaterThanOrEqual(minutes * MINUTE)
      expect(after.nextTryAt! - before).toBeLessThan(minutes * MINUTE + 10_000)
      expect((await send()).taken).toBe(0)
      await due()
    }
    await send()
    expect(await row()).toMatchObject({ state: 'sent', attempts: 3 })
    expect(server.mails.map(({ raw }) => /Message-ID: <(.*)>/.exec(raw)?.[1])).toEqual([rfcMessageId])
  })

  it('puts it off, and whoever mends the mailbox sees all of it go at once', async () => {
    await sql`update mailboxes set receive = '{"by":"listener"}', send = '{"by":"files"}'`.execute(stage.app.db)
    await written()
    const later = new Date(Date.now() + 60 * MINUTE).toISOString()
    const elsewhere = await stage.addMailbox()
    await copies(1, { tag: 'given back' })
    await copies(1, { tag: 'in hand', state: 'sending' })
    await copies(1, { tag: 'of another mailbox' })
    await sql`update outgoing_mails set next_try_at = ${later}, mailbox_id = case when once like 'of another%' then ${elsewhere} else mailbox_id end`.execute(
      stage.app.db,
    )
    const { status, body } = await stage.call(
      'administrator',
      'PATCH',
      `/mailboxes/${mailboxId}`,
      { name: '支持二组' },
      { 'if-match': '1' },
    )
    expect(status, JSON.stringify(body)).toBe(200)
    const waiting = (await stage.outgoing()).filter(({ nextTryAt }) => nextTryAt! > Date.now()).map(({ once }) => once.replace(/\d.*/, ''))
    expect(waiting.sort()).toEqual(['in hand', 'of another mailbox'])
  })

  it('refuses it for good: it stands as failed, on the ticket, and the owner’s bell rings', async () => {
    const { messageId } = await written()
    server.behave(refusesRecipients({ 'customer@huadong.test': '550 5.1.1 nobody here' }))
    await send()
    expect(await row()).toMatchObject({ state: 'failed', lastCode: 550, lastResponse: '550 5.1.1 nobody here', nextTryAt: null })
    const told = (await stage.events('mail.undelivered')).filter(({ data }) => data['messageId'] === messageId)
    expect(told).toMatchObject([{ audience: 'internal', data: { why: 'refused', response: '550 5.1.1 nobody here' } }])
    const { rows } = await sql`select standing, status from mail_addresses`.execute(stage.app.db)
    expect(rows).toEqual([{ standing: 'permanent', status: '5.1.1' }])
    await stage.app.driver.settle()
    const bell = await stage.line.told(await stage.line.owner(number))
    expect(bell[0]).toMatchObject({ type: 'mail.undelivered', reason: 'liaison', ticket: { number } })
  })

  it('refuses the mail but not the address: the address may be written to again', async () => {
    await written()
    server.behave(failsAt('end', { reply: '550 5.7.1 looks like spam' }, 1))
    await send()
    expect(await row()).toMatchObject({ state: 'failed' })
    expect((await sql`select standing from mail_addresses`.execute(stage.app.db)).rows).toEqual([{ standing: 'temporary' }])
  })

  it('dies with the mail in its hands: tried again with the same Message-ID, marked as perhaps sent', async () => {
    const { rfcMessageId } = await written()
    server.behave(takesAndHangsUp)
    await send()
    expect(await row()).toMatchObject({ state: 'queued', mayHaveBeenSent: true })
    server.behave(() => 'good')
    await due()
    await send()
    expect(await row()).toMatchObject({ state: 'sent', mayHaveBeenSent: true })
    expect(server.mails.map(({ raw }) => /Message-ID: <(.*)>/.exec(raw)?.[1])).toEqual([rfcMessageId, rfcMessageId])
  })

  it('puts it off for five days: given up, and said on the ticket', async () => {
    const { messageId } = await written()
    server.behave(failsAt('rcpt', { reply: '451 4.3.0 later' }))
    await sql`update outgoing_mails set created_at = ${new Date(Date.now() - 5 * 24 * 60 * MINUTE).toISOString()}`.execute(stage.app.db)
    await send()
    expect(await row()).toMatchObject({ state: 'failed', nextTryAt: null })
    expect((await stage.events('mail.undelivered')).filter(({ data }) => data['messageId'] === messageId)).toMatchObject([
      { data: { why: 'given-up' } },
    ])
  })

  it('is away: one mail asks, the others wait without counting a try', async () => {
    await written()
    await copies(20)
    await server.close()
    const { isServerAway } = await send(40)
    expect(isServerAway).toBe(true)
    const all = await stage.outgoing()
    expect(all.every(({ state }) => state === 'queued')).toBe(true)
    // Those in the lanes at that moment had asked too.
    expect(all.filter(({ attempts }) => attempts === 1).length).toBeLessThanOrEqual(4)
    expect(all.filter(({ attempts }) => attempts === 0).length).toBeGreaterThanOrEqual(17)
  })
})

it('a worker that died before it said what came of it: after its lease the mail goes again, the same one', async () => {
  const { id, rfcMessageId } = await written()
  const gone = (at: number) =>
    sql`update outgoing_mails set state = 'sending', attempts = 1, next_try_at = ${new Date(at).toISOString()} where id = ${id}`.execute(
      stage.app.db,
    )
  await gone(Date.now() + MINUTE)
  expect((await send()).taken).toBe(0)
  await gone(Date.now() - 1)
  await send()
  expect(await row()).toMatchObject({ state: 'sent', attempts: 2, mayHaveBeenSent: true, rfcMessageId })
})

it('two workers at once send each mail once', async () => {
  await written()
  await copies(30)
  await Promise.all([send(40), send(40), send(10)])
  expect(server.mails).toHaveLength(31)
  expect((await stage.outgoing()).every(({ state }) => state === 'sent')).toBe(true)
})

it('of more than thirty an hour to one address words wait, and notices are left out', async () => {
  await written()
  await copies(29, { to: 'customer@huadong.test' })
  await send(40)
  expect(server.mails).toHaveLength(30)
  await copies(1, { to: 'customer@huadong.test', state: 'queued', tag: 'late' })
  await copies(1, { to: 'customer@huadong.test', state: 'queued', tag: 'notice', purpose: 'notice' })
  await send(40)
  expect(server.mails).toHaveLength(30)
  const all = await stage.outgoing()
  const late = all.find(({ once }) => once.includes('late'))!
  expect(late).toMatchObject({ state: 'queued', attempts: 0 })
  expect(late.nextTryAt! - Date.now()).toBeGreaterThan(58 * MINUTE)
  expect(all.find(({ once }) => once.includes('notice'))).toMatchObject({ state: 'suppressed', lastResponse: 'too-many' })
})

it('an address that turned out to take nothing is not written to, and the ticket says so', async () => {
  const { messageId } = await written()
  await sql`insert into mail_addresses (address, standing, bounces, bounced_at) values ('customer@huadong.test', 'permanent', 1, ${new Date().toISOString()})`.execute(
    stage.app.db,
  )
  await send()
  expect(server.mails).toHaveLength(0)
  expect(await row()).toMatchObject({ state: 'suppressed' })
  expect((await stage.events('mail.undelivered')).filter(({ data }) => data['messageId'] === messageId)).toMatchObject([
    { data: { why: 'address-bounces' } },
  ])
})

it('what would break out of its header never leaves', async () => {
  await written()
  await sql`update outgoing_mails set content = jsonb_set(content, '{subject}', to_jsonb(${'hello\r\nBcc: everyone@evil.test'}::text))`.execute(
    stage.app.db,
  )
  await send()
  expect(server.mails).toHaveLength(0)
  expect(await row()).toMatchObject({ state: 'failed' })
})

it('a sign-in mail is forgotten once it is sent', async () => {
  await written()
  await sql`update outgoing_mails set purpose = 'sign_in', ticket_id = null, message_id = null`.execute(stage.app.db)
  await send()
  expect(server.mails).toHaveLength(1)
  expect(await row()).toMatchObject({ state: 'sent', content: null })
})

it('without a mailbox it becomes a file that any mail program opens', async () => {
  await written()
  await sql`update outgoing_mails set mailbox_id = null`.execute(stage.app.db)
  const files = fileSender(stage.dataDir)
  await sendDue(await stage.app.systemCtx(), { ...parts(), senderFor: async () => files }, { mailboxId: null, limit: 10 })
  expect(await row()).toMatchObject({ state: 'sent', lastResponse: expect.stringMatching(/^mails\/.*\.eml$/) })
})

/** The waiting mail again, so many times, to others unless said otherwise. */
async function copies(count: number, { to = '', state = 'queued', tag = 'copy', purpose = 'message' } = {}): Promise<void> {
  await sql`
    insert into outgoing_mails (id, once, purpose, mailbox_id, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id, automatic, content, state, next_try_at, created_at)
    select gen_random_uuid(), ${tag} || n || random(), ${purpose}, mailbox_id, ticket_id, message_id, to_kind, to_id,
      case when ${to} = '' then 'other' || n || '@huadong.test' else ${to} end, to_name, gen_random_uuid() || '@vendor.test', automatic, content, ${state}, created_at, created_at
    from (select * from outgoing_mails order by created_at limit 1) one, generate_series(1, ${count}::integer) n`.execute(stage.app.db)
}
