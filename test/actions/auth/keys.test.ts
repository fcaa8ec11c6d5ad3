import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { disableIdentity } from '#auth'
import { SYSTEM } from '#kernel/actor'
import { instant, MINUTE } from '#kernel/instant'
import { type AuthStage, addStaff, openAuthStage, type Staff, signIn } from './auth-stage.ts'

let stage: AuthStage
let member: Staff
let admin: Staff
let asMember: Call
let asAdmin: Call
/** As much of an answer as these tests look at. */
type Told = { id: string; key: string; prefix: string; status: number; code: string; holder: { id: string }; items: unknown[] }
type Call = (
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
  headers?: Record<string, string>,
) => Promise<{ statusCode: number; json: () => Told }>

beforeAll(async () => {
  stage = await openAuthStage()
  member = await addStaff(stage)
  admin = await addStaff(stage, { role: 'administrator' })
  asMember = caller({ cookie: await signIn(stage, member) })
  asAdmin = caller({ cookie: await signIn(stage, admin) })
})
afterAll(() => stage.close())

function caller(by: Record<string, string>): Call {
  return (method, url, payload, headers = {}) =>
    stage.app.inject({ method, url: `/api/v1${url}`, headers: { ...by, ...headers }, ...(payload ? { payload } : {}) })
}
const byKey = (key: string) => stage.auth.authenticate({ headers: { authorization: `Bearer ${key}` } })

test('a person makes a key for themselves: told once, stored as a hash, and it acts as them', async () => {
  const made = await asMember('POST', '/keys', { name: '我的脚本' })
  expect(made.statusCode).toBe(201)
  const { key, id, prefix } = made.json()
  expect(key).toMatch(/^mk_[\w-]{43}$/)
  expect(key.startsWith(prefix)).toBe(true)
  const rows = await stage.db.selectFrom('api_keys').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(key.slice(prefix.length))
  expect((await asMember('GET', '/keys')).json().items).toEqual([expect.not.objectContaining({ key: expect.anything() })])
  expect(await byKey(key)).toMatchObject({ kind: 'staff', id: member.id, role: 'member', scopes: null })
  expect(await stage.auth.authenticate({ headers: { 'x-api-key': key } })).toMatchObject({ id: member.id })
  expect((await asMember('DELETE', `/keys/${id}`)).statusCode).toBe(204)
  expect(await byKey(key)).toBeNull()
})

test('making and revoking stand in the event log, and revoking closes streams', async () => {
  const { id } = (await asMember('POST', '/keys', { name: 'log' })).json()
  await asMember('DELETE', `/keys/${id}`)
  await asMember('DELETE', `/keys/${id}`)
  const events = await stage.db
    .selectFrom('events')
    .select(['type', 'subject_id', 'actor_id', 'data'])
    .orderBy('seq', 'desc')
    .limit(3)
    .execute()
  expect(events.map((event) => event.type).reverse()).toEqual(['key.created', 'key.revoked', 'identity.access-ended'])
  expect(events.every((event) => event.actor_id === member.id)).toBe(true)
  expect(events[0]).toMatchObject({ subject_id: member.id, data: { why: 'key-revoked', keyId: id } })
})

test('sending the same request again with its Idempotency-Key makes one key and tells the secret no second time', async () => {
  const headers = { 'idempotency-key': 'make-one-key' }
  const first = await asMember('POST', '/keys', { name: 'once' }, headers)
  const again = await asMember('POST', '/keys', { name: 'once' }, headers)
  expect(again.json()).toEqual({ ...first.json(), key: null })
  const kept = await stage.db.selectFrom('idempotency_keys').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(first.json().key)
})

test('a narrowed key does what its scopes say, makes no wider key, and sees no other routes', async () => {
  const { key } = (await asMember('POST', '/keys', { name: 'narrow', scopes: ['tickets:read', 'me'] })).json()
  const narrow = caller({ 'x-api-key': key })
  expect(await byKey(key)).toMatchObject({ scopes: ['tickets:read', 'me'] })
  expect((await narrow('POST', '/keys', { name: 'wider', scopes: ['tickets:write'] })).json()).toMatchObject({
    status: 422,
    code: 'scope-not-yours',
  })
  expect((await narrow('POST', '/keys', { name: 'whole' })).json()).toMatchObject({ code: 'scope-not-yours' })
  const { key: reader } = (await asMember('POST', '/keys', { name: 'reader', scopes: ['tickets:read'] })).json()
  expect((await caller({ 'x-api-key': reader })('GET', '/me')).statusCode).toBe(404)
})

test('integrations and other people’s keys are an administrator’s; to others they do not exist', async () => {
  const integration = { name: 'CI', holder: { kind: 'integration' }, scopes: ['tickets:write'] }
  expect((await asMember('POST', '/keys', integration)).statusCode).toBe(404)
  expect((await asMember('POST', '/keys', { name: 'x', holder: { kind: 'staff', id: admin.id } })).statusCode).toBe(404)
  expect((await asMember('GET', '/keys?holder=all')).statusCode).toBe(404)
  const made = (await asAdmin('POST', '/keys', integration)).json()
  expect(await byKey(made.key)).toMatchObject({ kind: 'integration', id: made.holder.id, name: 'CI', scopes: ['tickets:write'] })
  const rotated = (
    await asAdmin('POST', '/keys', { ...integration, holder: made.holder.id && { kind: 'integration', id: made.holder.id } })
  ).json()
  expect(await byKey(rotated.key)).toMatchObject({ id: made.holder.id })
  expect((await asAdmin('POST', '/keys', { name: 'all', holder: { kind: 'integration' } })).json()).toMatchObject({
    code: 'integration-needs-scopes',
  })
  const forMember = (await asAdmin('POST', '/keys', { name: 'for her', holder: { kind: 'staff', id: member.id } })).json()
  expect(await byKey(forMember.key)).toMatchObject({ id: member.id })
  expect((await asMember('DELETE', `/keys/${made.id}`)).statusCode).toBe(404)
})

test('wrong scopes and unknown holders are named; a key that has expired never begins', async () => {
  expect((await asMember('POST', '/keys', { name: 'x', scopes: ['tickets:read', 'everything'] })).json()).toMatchObject({
    status: 400,
    errors: [{ path: 'scopes.1', code: 'not-one-of' }],
  })
  const nobody = '00000000-0000-7000-8000-00000000dead'
  expect((await asAdmin('POST', '/keys', { name: 'x', holder: { kind: 'contact', id: nobody } })).json()).toMatchObject({
    errors: [{ path: 'holder.id' }],
  })
  expect((await asMember('POST', '/keys', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).json()).toMatchObject({
    code: 'key-expiry-past',
  })
})

test('an expired key and the keys of a disabled person open nothing, whatever they were', async () => {
  const { key, id } = (await asMember('POST', '/keys', { name: 'short', expiresAt: new Date(Date.now() + 60_000).toISOString() })).json()
  expect(await byKey(key)).not.toBeNull()
  await stage.db
    .updateTable('api_keys')
    .set({ expires_at: new Date(Date.now() - 1).toISOString() })
    .where('id', '=', id)
    .execute()
  expect(await byKey(key)).toBeNull()
  const leaver = await addStaff(stage)
  const made = (await caller({ cookie: await signIn(stage, leaver) })('POST', '/keys', { name: 'old' })).json()
  await stage.db.updateTable('staff').set({ active: false }).where('id', '=', leaver.id).execute()
  expect(await byKey(made.key)).toBeNull()
  await disableIdentity(stage.db, { personKind: 'staff', personId: leaver.id }, { actor: SYSTEM, now: instant(Date.now()) })
  await stage.db.updateTable('staff').set({ active: true }).where('id', '=', leaver.id).execute()
  expect(await byKey(made.key)).toBeNull()
})

test('what is no key of ours opens nothing, and a bad key does not fall back to a cookie', async () => {
  const cookie = await signIn(stage, member)
  for (const headers of [
    { authorization: 'Bearer mk_short' },
    { authorization: `Bearer mk_${'a'.repeat(43)}` },
    { 'x-api-key': '' },
    { authorization: 'Bearer ' },
  ]) {
    expect(await stage.auth.authenticate({ headers: { ...headers, cookie } as Record<string, string> })).toBeNull()
  }
  expect(await stage.auth.authenticate({ headers: { authorization: 'Basic eDp5', cookie } })).toMatchObject({ id: member.id })
})

test('when a key was last used is noted to the minute, not at every request', async () => {
  const { key, id } = (await asMember('POST', '/keys', { name: 'used' })).json()
  const lastUsed = async () =>
    (await stage.db.selectFrom('api_keys').select('last_used_at').where('id', '=', id).executeTakeFirstOrThrow()).last_used_at
  expect(await lastUsed()).toBeNull()
  await byKey(key)
  const first = await vi.waitFor(async () => (await lastUsed()) ?? Promise.reject(new Error('not yet')))
  for (let i = 0; i < 5; i++) await byKey(key)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await lastUsed()).toBe(first)
  expect(Math.abs(Number(first) - Date.now())).toBeLessThan(MINUTE)
})
