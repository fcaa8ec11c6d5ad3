import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { readOrMakeAuthSecret } from '../../../src/auth/auth-secret.ts'
import { makeAuthenticator } from '../../../src/auth/authenticate.ts'
import { CALLER_BY_KEY, CALLER_BY_SESSION } from '../../../src/auth/caller.ts'
import { makeKey } from '../../../src/auth/key-secret.ts'
import { type AuthStage, addStaff, openAuthStage, type Staff, signIn } from './auth-stage.ts'

let stage: AuthStage
let person: Staff
let cookie: string
let key: string
beforeAll(async () => {
  stage = await openAuthStage()
  person = await addStaff(stage)
  cookie = await signIn(stage, person)
  const made = makeKey()
  key = made.key
  const row = { name: 'k', hash: made.hash, prefix: made.prefix, person_kind: 'staff', person_id: person.id }
  const at = new Date().toISOString()
  await stage.db
    .insertInto('api_keys')
    .values({
      ...row,
      id: newId(instant(Date.now())),
      created_by_kind: 'staff',
      created_by_id: person.id,
      created_at: at,
      last_used_at: at,
    })
    .execute()
})
afterAll(() => stage.close())

test('a request costs one read with a credential, none without, and no write', async () => {
  const pool = openPool(stage.databaseUrl, openLog('silent'), { max: 1 })
  const statements: string[] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      statements.push((given[0] as { name?: string }).name ?? String(given[0]))
      return query(...given)
    }) as typeof client.query
  })
  const secret = await readOrMakeAuthSecret(stage.dataDir)
  const authenticator = makeAuthenticator({ pool, secret, publicUrl: 'http://127.0.0.1:8080', log: openLog('silent') })
  for (const headers of [
    {},
    { cookie: 'muster.session_token=made.up' },
    { authorization: 'Bearer mk_made-up' },
    { authorization: 'Bearer x' },
  ]) {
    expect(await authenticator.authenticate({ headers })).toBeNull()
  }
  expect(statements).toEqual([])
  expect(await authenticator.authenticate({ headers: { cookie } })).toMatchObject({ id: person.id })
  expect(await authenticator.authenticate({ headers: { 'x-api-key': key } })).toMatchObject({ id: person.id })
  expect(statements).toEqual([`select c.* from ${CALLER_BY_SESSION} c`, `select c.* from ${CALLER_BY_KEY} c`])
  await pool.end()
})

test('what is read ahead is part of the question who calls: for nobody nothing is read', async () => {
  const pool = openPool(stage.databaseUrl, openLog('silent'), { max: 1 })
  const secret = await readOrMakeAuthSecret(stage.dataDir)
  const { authenticate } = makeAuthenticator({ pool, secret, publicUrl: 'http://127.0.0.1:8080', log: openLog('silent') })
  const asked = async (headers: Record<string, string>, expression: (first: number) => string) => {
    let read: unknown = 'nothing was read'
    const actor = await authenticate({ headers }, { expression, values: [7], found: (value) => (read = value) })
    return { actor, read }
  }
  const seven = (first: number) => `$${first}::int`
  expect(await asked({ 'x-api-key': key }, seven)).toMatchObject({ actor: { id: person.id }, read: 7 })
  expect(await asked({ cookie }, seven)).toMatchObject({ actor: { id: person.id }, read: 7 })
  // Not even tried: it would say that there is no such table. (What always is the same is worked out before anything is read.)
  const broken = (first: number) => `('no_table_' || $${first}::int)::regclass::text`
  expect(await asked({ 'x-api-key': makeKey().key }, broken)).toEqual({ actor: null, read: 'nothing was read' })
  expect(await asked({}, broken)).toEqual({ actor: null, read: 'nothing was read' })
  await expect(asked({ 'x-api-key': key }, broken)).rejects.toThrow('no_table_7')
  // The one connection is given back whatever came of it.
  expect(await asked({ 'x-api-key': key }, seven)).toMatchObject({ read: 7 })
  await pool.end()
})

test('both reads go by their index', async () => {
  const pool = openPool(stage.databaseUrl, openLog('silent'), { max: 1 })
  const client = await pool.connect()
  // They are functions: PostgreSQL itself tells how it went about the statements inside.
  await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set enable_seqscan = off; set client_min_messages = log`)
  const plans: string[] = []
  client.on('notice', ({ message }) => plans.push(message ?? ''))
  for (const [caller, index] of [
    [CALLER_BY_SESSION, 'identity_sessions_token_key'],
    [CALLER_BY_KEY, 'api_keys_hash_key'],
  ] as const) {
    plans.length = 0
    const value = caller === CALLER_BY_KEY ? Buffer.alloc(32) : 'token'
    await client.query(`select * from ${caller}`, [value, new Date().toISOString()])
    expect(plans.join('\n')).toContain(index)
    expect(plans.join('\n')).not.toContain('Seq Scan')
  }
  client.release(true)
  await pool.end()
})

test('tries that come all at once are counted one by one', async () => {
  const target = await addStaff(stage)
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      stage.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: target.email, password: 'wrong wrong' } }),
    ),
  )
  const count = (status: number) => answers.filter((answer) => answer.statusCode === status).length
  expect([count(401), count(429)]).toEqual([10, 20])
})

test('an unknown e-mail costs as much work as a wrong password', async () => {
  const known = await addStaff(stage)
  const time = async (email: string) => {
    const from = performance.now()
    await stage.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: 'wrong wrong' } })
    return performance.now() - from
  }
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []]
  for (let i = 0; i < 7; i++) {
    ofKnown.push(await time(known.email))
    ofUnknown.push(await time('really.nobody@vendor.test'))
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[3] ?? 0
  expect(median(ofUnknown)).toBeGreaterThan(0.4 * median(ofKnown))
  expect(median(ofUnknown)).toBeLessThan(2.5 * median(ofKnown))
})

test('nothing secret reaches the logs, whatever goes wrong', async () => {
  const lines: string[] = []
  const destination = new PassThrough()
  destination.on('data', (chunk) => lines.push(String(chunk)))
  const logged = await openAuthStage('http://127.0.0.1:8080', openLog('trace', destination))
  try {
    const one = await addStaff(logged)
    const sent = await signIn(logged, one)
    const session = decodeURIComponent(sent.split('=')[1] ?? '')
    const post = (path: string, payload: object, headers = {}) => logged.app.inject({ method: 'POST', url: path, payload, headers })
    const { key: told } = (await post('/api/v1/keys', { name: 'k' }, { cookie: sent })).json()
    await post('/api/auth/sign-in/email', { email: one.email, password: 'this-was-wrong' })
    await post('/api/auth/sign-in/email', { email: 'nobody@vendor.test', password: 'this-was-wrong' })
    await post('/api/auth/magic-link/verify', { token: 'a-token-that-is-none' })
    await post('/api/auth/reset-password', { token: 'a-token-that-is-none', newPassword: 'this-was-wrong' })
    await logged.app.inject({ method: 'GET', url: '/api/v1/me', headers: { authorization: `Bearer ${told}x` } })
    const text = lines.join('')
    for (const secret of [one.password, 'this-was-wrong', 'a-token-that-is-none', told, session.split('.')[0] ?? ''])
      expect(text).not.toContain(secret)
  } finally {
    await logged.close()
  }
})
