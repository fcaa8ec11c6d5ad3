import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { addMs, instant, MINUTE } from '#kernel/instant'
import {
  leaseMailbox,
  listActiveMailboxes,
  mailboxByAddress,
  moveCursor,
  openSeal,
  openSecrets,
  releaseMailbox,
  setMailboxHealth,
} from '#mail'
import { startFaultySmtpServer } from '../../fakes/faulty-smtp-server.ts'
import { type Reply, startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
})
afterAll(() => muster.stop())
beforeEach(async () => {
  await sql`delete from mailboxes`.execute(muster.app.db)
})

const IMAP = { by: 'imap', host: 'imap.vendor.test', port: 993, security: 'tls', user: 'support@vendor.test', auth: 'password' } as const
const SMTP = { by: 'smtp', host: 'smtp.vendor.test', port: 465, security: 'tls', user: 'support@vendor.test', auth: 'password' } as const
const SECRETS = { receivePassword: 'receive-授权码', sendPassword: 'send-授权码' }
const body = (more: object = {}) => ({
  ...{ name: '支持', address: 'Support@Vendor.test', productLineId: muster.company.ids.line },
  ...{ receive: IMAP, send: SMTP, secrets: SECRETS },
  ...more,
})
const admin = (method: string, path: string, sent?: unknown, version?: number) =>
  muster.call('administrator', method, path, sent, version === undefined ? {} : { 'if-match': String(version) })
const create = async (more: object = {}) => {
  const { status, body: made } = await admin('POST', '/mailboxes', body(more))
  expect(status, JSON.stringify(made)).toBe(201)
  return made
}
const errorsOf = (reply: Reply) => Object.fromEntries(reply.body.errors.map((one: { path: string; code: string }) => [one.path, one.code]))
const secretsOf = async (id: string) => {
  const { rows } = await sql<{ secrets: Buffer | null }>`select secrets from mailboxes where id = ${id}`.execute(muster.app.db)
  return openSecrets(await openSeal(muster.dataDir), rows[0]!.secrets)
}

test('a mailbox is connected; its passwords are under seal, and no answer, event or row tells them', async () => {
  const made = await create()
  expect(made).toMatchObject({
    ...{ address: 'support@vendor.test', locale: 'zh-CN', isDefault: true, active: true, quietAlarmHours: null, version: 1 },
    productLine: { id: muster.company.ids.line },
    receive: { ...IMAP, folder: 'INBOX', afterwards: 'leave', ca: null },
    send: { ...SMTP, dkim: null, ca: null },
    ...{ secretsSet: ['receivePassword', 'sendPassword'], secretsLost: false },
    health: { state: 'unknown', since: null, trouble: null },
    ...{ lastMailAt: null, leased: false, waiting: 0, quarantined: 0 },
  })
  expect(await secretsOf(made.id)).toEqual(SECRETS)
  const { rows } = await sql`
    select to_jsonb(e)::text as t from events e where subject_id = ${made.id}
    union all select encode(secrets, 'escape') from mailboxes union all select to_jsonb(b)::text from mailboxes b`.execute(muster.app.db)
  const list = await admin('GET', '/mailboxes')
  expect(rows).toHaveLength(3)
  expect(list.body.items).toHaveLength(1)
  expect(`${JSON.stringify(rows)}${JSON.stringify(list.body)}${JSON.stringify(made)}`).not.toContain('授权码')
})

test('every bad field is named at once', async () => {
  const reply = await admin('POST', '/mailboxes', {
    ...{ name: ' ', address: 'nobody', productLineId: 'x', quietAlarmHours: 0, extra: 1 },
    brand: { name: ' ', color: 'red', footer: 'x'.repeat(501) },
    receive: { ...IMAP, host: 'two words', port: 0, auth: 'magic', afterwards: 'burn' },
    send: { ...SMTP, user: '', dkim: { domain: 'Vendor', selector: '-' } },
    secrets: { password: 'x' },
  })
  expect(reply.status).toBe(400)
  expect(Object.keys(errorsOf(reply)).sort()).toEqual(
    [
      ...[
        'address',
        'brand.color',
        'brand.footer',
        'brand.name',
        'extra',
        'name',
        'productLineId',
        'quietAlarmHours',
        'receive.afterwards',
        'receive.auth',
        'receive.host',
        'receive.port',
      ],
      ...['secrets.password', 'send.dkim.domain', 'send.dkim.selector', 'send.user'],
    ].sort(),
  )
})

test('a brand is given, changed and taken away; a colour and last lines are for who wants them', async () => {
  const made = await create({ brand: { name: ' 云帆  报表 ' } })
  expect(made.brand).toEqual({ name: '云帆 报表', color: null, footer: null })
  const patch = (version: number, brand: unknown) => admin('PATCH', `/mailboxes/${made.id}`, { brand }, version)
  const brand = { name: '云帆', color: '#0958D9', footer: '服务热线 400-000-0000' }
  const kept = { ...brand, color: '#0958d9' }
  expect((await patch(1, brand)).body).toMatchObject({ brand: kept, version: 2 })
  expect((await patch(2, brand)).body).toMatchObject({ brand: kept, version: 2 })
  expect((await patch(2, null)).body).toMatchObject({ brand: null, version: 3 })
})

test.each([
  ['a password each way', {}, ['receivePassword', 'sendPassword']],
  ['Google', { receive: { ...IMAP, auth: 'google' } }, ['clientId', 'clientSecret', 'sendPassword']],
  ['Microsoft by consent', { receive: { ...IMAP, auth: 'microsoft' }, send: { by: 'files' } }, ['clientId']],
  [
    'the company at Microsoft',
    { receive: { by: 'none' }, send: { ...SMTP, auth: 'microsoft_app' } },
    ['clientId', 'clientSecret', 'tenant'],
  ],
  [
    'a signature',
    { receive: { by: 'none' }, send: { ...SMTP, auth: 'none', dkim: { domain: 'vendor.test', selector: 'm1' } } },
    ['dkimPrivateKey'],
  ],
])('what cannot be done without is asked for: %s', async (_, settings, needed) => {
  const reply = await admin('POST', '/mailboxes', body({ ...settings, secrets: {} }))
  expect([reply.status, Object.keys(errorsOf(reply)).sort()]).toEqual([400, needed.map((one) => `secrets.${one}`).sort()])
})

test('a DKIM key is a key', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    ...{ modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } },
  })
  const send = { ...SMTP, auth: 'none', dkim: { domain: 'vendor.test', selector: 'm1' } }
  const spoiled = privateKey.replace(/\n[^\n]+\n/, '\nAAAA\n')
  const refused = await admin('POST', '/mailboxes', body({ send, secrets: { ...SECRETS, dkimPrivateKey: spoiled } }))
  expect(errorsOf(refused)).toEqual({ 'secrets.dkimPrivateKey': 'invalid-format' })
  expect((await create({ send, secrets: { ...SECRETS, dkimPrivateKey: privateKey } })).secretsSet).toContain('dkimPrivateKey')
})

test('one speaks for all: the first, until another is said to; it is neither switched off nor just dropped', async () => {
  const first = await create({ isDefault: false })
  const second = await create({ address: 'second@vendor.test' })
  expect([first.isDefault, second.isDefault]).toEqual([true, false])
  for (const patch of [{ isDefault: false }, { active: false }])
    expect((await admin('PATCH', `/mailboxes/${first.id}`, patch, 1)).body.code).toBe('mailbox-is-default')
  expect((await admin('PATCH', `/mailboxes/${second.id}`, { isDefault: true, active: false }, 1)).body.code).toBe(
    'default-mailbox-inactive',
  )
  expect((await admin('PATCH', `/mailboxes/${second.id}`, { isDefault: true }, 1)).body).toMatchObject({ isDefault: true, version: 2 })
  expect((await admin('GET', `/mailboxes/${first.id}`)).body.isDefault).toBe(false)
  expect((await admin('PATCH', `/mailboxes/${first.id}`, { active: false }, 1)).body.active).toBe(false)
})

test('two who both make theirs the default at once leave one', async () => {
  const made = [await create(), await create({ address: 'b@vendor.test' }), await create({ address: 'c@vendor.test' })]
  const replies = await Promise.all(made.slice(1).map(({ id }) => admin('PATCH', `/mailboxes/${id}`, { isDefault: true }, 1)))
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  const { items } = (await admin('GET', '/mailboxes')).body
  expect(items.filter((one: { isDefault: boolean }) => one.isDefault)).toHaveLength(1)
})

test('an address belongs to one mailbox; a version that is not the last is refused; an archived line takes none', async () => {
  const made = await create()
  const again = await admin('POST', '/mailboxes', body())
  expect([again.status, again.body.code, again.body.detail.includes('support@vendor.test')]).toEqual([409, 'already-exists', true])
  expect((await admin('PATCH', `/mailboxes/${made.id}`, { name: 'a' }, 7)).body.code).toBe('stale-version')
  expect((await admin('PATCH', `/mailboxes/${made.id}`, { name: 'a' })).status).toBe(428)
  const elsewhere = await admin('PATCH', `/mailboxes/${made.id}`, { productLineId: newId<string>(instant(0)) }, 1)
  expect(errorsOf(elsewhere)).toEqual({ productLineId: 'unknown-reference' })
  expect((await admin('PATCH', `/mailboxes/${made.id}`, { name: '支持' }, 1)).body.version).toBe(1)
})

test('a password is offered to the server it was entered for, and to no other', async () => {
  const made = await create()
  const moved = await admin('PATCH', `/mailboxes/${made.id}`, { receive: { ...IMAP, host: 'imap.evil.test' } }, 1)
  expect([moved.status, errorsOf(moved)]).toEqual([400, { 'secrets.receivePassword': 'required' }])
  const plain = await admin('PATCH', `/mailboxes/${made.id}`, { send: { ...SMTP, security: 'none' } }, 1)
  expect(errorsOf(plain)).toEqual({ 'secrets.sendPassword': 'required' })
  expect(await secretsOf(made.id)).toEqual(SECRETS)
  const named = await admin(
    'PATCH',
    `/mailboxes/${made.id}`,
    { receive: { ...IMAP, host: 'imap.new.test' }, secrets: { receivePassword: 'neu' } },
    1,
  )
  expect(named.status).toBe(200)
  expect(await secretsOf(made.id)).toEqual({ ...SECRETS, receivePassword: 'neu' })
  const folder = await admin('PATCH', `/mailboxes/${made.id}`, { receive: { ...IMAP, host: 'imap.new.test', folder: 'Support' } }, 2)
  expect(folder.body.secretsSet).toEqual(['receivePassword', 'sendPassword'])
})

test('what was changed is on record, secrets by name only', async () => {
  const made = await create()
  await admin('PATCH', `/mailboxes/${made.id}`, { name: '售后', secrets: { sendPassword: 'other-授权码' } }, 1)
  const { rows } = await sql<{ type: string; data: unknown; actor_id: string }>`
    select type, data, actor_id from events where subject_id = ${made.id} order by seq`.execute(muster.app.db)
  expect(rows.map(({ type }) => type)).toEqual(['mailbox.created', 'mailbox.changed'])
  expect(rows[1]).toMatchObject({
    data: { changed: { name: { from: '支持', to: '售后' } }, secrets: ['sendPassword'] },
    actor_id: muster.company.ids.administrator,
  })
})

test('with the key gone the mailbox is still shown, says so, and takes its passwords anew', async () => {
  const made = await create()
  await sql`update mailboxes set secrets = ${Buffer.from('01ff', 'hex')} where id = ${made.id}`.execute(muster.app.db)
  expect((await admin('GET', `/mailboxes/${made.id}`)).body).toMatchObject({ secretsLost: true, secretsSet: [] })
  expect(errorsOf(await admin('PATCH', `/mailboxes/${made.id}`, { name: 'x' }, 1))).toEqual({
    'secrets.receivePassword': 'required',
    'secrets.sendPassword': 'required',
  })
  expect((await admin('PATCH', `/mailboxes/${made.id}`, { secrets: SECRETS }, 1)).body.secretsLost).toBe(false)
})

test('health is told in the reader’s language, and settings that changed begin anew', async () => {
  const made = await create()
  const since = instant(Date.UTC(2026, 10, 24))
  await setMailboxHealth(muster.app.db, made.id, { state: 'failing', since, trouble: 'auth_refused', detail: 'NO LOGIN failed' })
  await moveCursor(muster.app.db, { id: made.id, uidValidity: 5n, uid: 70, at: since })
  const shown = (await admin('GET', `/mailboxes/${made.id}`)).body
  expect(shown.health).toMatchObject({
    state: 'failing',
    since: '2026-11-24T00:00:00.000Z',
    trouble: { code: 'auth_refused', detail: 'NO LOGIN failed' },
  })
  expect(shown.health.trouble.words).toContain('授权码')
  expect(shown.lastMailAt).toBe('2026-11-24T00:00:00.000Z')
  const renamed = await admin('PATCH', `/mailboxes/${made.id}`, { name: '新名' }, 1)
  expect(renamed.body.health.state).toBe('failing')
  const mended = await admin('PATCH', `/mailboxes/${made.id}`, { receive: { ...IMAP, folder: 'Other' } }, 2)
  expect(mended.body.health).toEqual({ state: 'unknown', since: null, trouble: null })
  expect((await listActiveMailboxes(muster.app.db))[0]).toMatchObject({ uidValidity: null, uid: null })
})

test('one worker reads a mailbox at a time; a lease that ran out or was given back is free', async () => {
  const { id } = await create()
  const [one, other] = [newId<string>(instant(1)), newId<string>(instant(2))]
  const now = instant(Date.now())
  const lease = (workerId: string, at = now) => leaseMailbox(muster.app.db, { id, workerId, now: at, until: addMs(at, MINUTE) })
  expect(await Promise.all([lease(one), lease(one)])).toEqual([true, true])
  expect(await lease(other)).toBe(false)
  expect((await admin('GET', `/mailboxes/${id}`)).body.leased).toBe(true)
  expect(await lease(other, addMs(now, 2 * MINUTE))).toBe(true)
  await releaseMailbox(muster.app.db, { id, workerId: one })
  expect(await lease(one, addMs(now, 2 * MINUTE))).toBe(false)
  await releaseMailbox(muster.app.db, { id, workerId: other })
  expect(await lease(one)).toBe(true)
})

test('the cursor of a folder never goes back while the server counts on, and begins anew when it does not', async () => {
  const { id } = await create()
  const at = instant(Date.now())
  const cursor = async () => {
    const [mailbox] = await listActiveMailboxes(muster.app.db)
    return [mailbox?.uidValidity, mailbox?.uid]
  }
  for (const uid of [3, 9, 4]) await moveCursor(muster.app.db, { id, uidValidity: 1n, uid, at })
  expect(await cursor()).toEqual([1, 9])
  await moveCursor(muster.app.db, { id, uidValidity: 2n, uid: 1, at })
  expect(await cursor()).toEqual([2, 1])
})

test('an address finds its mailbox, and so does every plus-address of it', async () => {
  const made = await create()
  for (const address of ['support@vendor.test', 'Support+t1024.abc@vendor.test', 'support+a+b@VENDOR.test'])
    expect((await mailboxByAddress(muster.app.db, address))?.id, address).toBe(made.id)
  for (const address of ['supporter@vendor.test', 'support@other.test', '+x@vendor.test', 'support'])
    expect(await mailboxByAddress(muster.app.db, address), address).toBeUndefined()
})

test('a check tells in words what each way answers', async () => {
  const smtp = await startFaultySmtpServer({})
  const imap = { ...IMAP, host: '127.0.0.1', port: 1 }
  const here = { by: 'smtp', host: '127.0.0.1', port: smtp.port, security: 'none', auth: 'none' } as const
  const { id } = await create({ receive: imap, send: here, secrets: { receivePassword: 'x' } })
  const both = await admin('POST', `/mailboxes/${id}/checks`)
  expect(both.body).toMatchObject({
    receive: {
      ok: false,
      trouble: { code: 'unreachable', words: expect.stringContaining('防火墙'), detail: expect.stringContaining('127.0.0.1:1') },
    },
    send: { ok: true, trouble: null },
  })
  await smtp.close()
  const gone = await admin('POST', `/mailboxes/${id}/checks`, undefined)
  expect(gone.body.send).toMatchObject({ ok: false, trouble: { code: 'unreachable' } })
  const files = await create({ address: 'f@vendor.test', receive: { by: 'none' }, send: { by: 'files' }, secrets: {} })
  expect((await admin('POST', `/mailboxes/${files.id}/checks`)).body).toEqual({ receive: null, send: null, dkim: null })
})

test('the record to publish for a signature is told, and looked up', async () => {
  const dkim = { domain: 'vendor.test', selector: 's1' }
  const smtp = { by: 'smtp', host: '127.0.0.1', port: 1, security: 'none', auth: 'none', dkim } as const
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const made = await create({ address: 'signs@vendor.test', receive: { by: 'none' }, send: smtp, secrets: { dkimPrivateKey: pem } })
  const value = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  expect(made.dkimRecord).toEqual({ name: 's1._domainkey.vendor.test', value })
  const files = await create({ address: 'signs2@vendor.test', receive: { by: 'none' }, send: { by: 'files' }, secrets: {} })
  expect(files.dkimRecord).toBeNull()
  // Of a domain that nobody has: no resolver knows a record, and without one there is no answer.
  const { body } = await admin('POST', `/mailboxes/${made.id}/checks`)
  expect(body.dkim).toMatchObject({ name: made.dkimRecord.name, record: made.dkimRecord, found: [] })
  expect(['missing', 'no_answer']).toContain(body.dkim.standing)
})

test('the key’s file is made with the first start', () => {
  expect(existsSync(join(muster.dataDir, 'mail-key'))).toBe(true)
})
