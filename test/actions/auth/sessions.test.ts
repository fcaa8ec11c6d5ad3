import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR } from '#kernel/instant'
import { type AuthStage, addStaff, cookiesOf, openAuthStage, type Staff, signIn } from './auth-stage.ts'

let stage: AuthStage
let person: Staff
beforeAll(async () => {
  stage = await openAuthStage()
  person = await addStaff(stage)
})
afterAll(() => stage.close())

const get = (url: string, cookie: string) => stage.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { cookie } })
const del = (url: string, cookie: string) => stage.app.inject({ method: 'DELETE', url: `/api/v1${url}`, headers: { cookie } })
const ours = (cookie: string) => stage.auth.authenticate({ headers: { cookie } })
const theirs = async (cookie: string) =>
  stage.auth.identity.auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })

test('our reading of the cookie agrees with better-auth’s, for good cookies and for every way of spoiling one', async () => {
  const cookie = await signIn(stage, person)
  const value = decodeURIComponent(cookie.split('=')[1] ?? '')
  const [token = '', signature = ''] = [value.slice(0, value.lastIndexOf('.')), value.slice(value.lastIndexOf('.') + 1)]
  const other = decodeURIComponent((await signIn(stage, person)).split('=')[1] ?? '')
  const otherToken = other.slice(0, other.lastIndexOf('.'))
  const named = (text: string) => `muster.session_token=${text}`
  const fixed = [
    cookie,
    `a=1; ${cookie}; b=2`,
    `x=%E4%BD; ${cookie}`,
    named(encodeURIComponent(`${otherToken}.${signature}`)),
    named(encodeURIComponent(`${token}.`)),
    named(encodeURIComponent(`${value.slice(0, -1)} `)),
    named(token),
    named(''),
    named('.'),
    named('%'),
    named(encodeURIComponent(`${token}.${randomBytes(32).toString('base64')}`)),
    `__Secure-${cookie}`,
    `MUSTER.session_token=${value}`,
    '',
  ]
  for (const one of fixed) expect([one, (await ours(one)) !== null]).toEqual([one, (await theirs(one)) !== null])
  expect(await ours(cookie)).toMatchObject({ id: person.id })
  const spoiled = fc.tuple(fc.nat(value.length - 1), fc.constantFrom('a', 'B', '0', '.', '=', '+', '/', ' '))
  await fc.assert(
    fc.asyncProperty(spoiled, async ([at, letter]) => {
      const bent = named(encodeURIComponent(value.slice(0, at) + letter + value.slice(at + 1)))
      expect((await ours(bent)) !== null).toBe((await theirs(bent)) !== null)
    }),
    { numRuns: 60 },
  )
})

test('a session that has run out opens nothing, on wall time', async () => {
  const cookie = await signIn(stage, person)
  const { sessionId } = (await get('/me', cookie)).json()
  await stage.db
    .updateTable('identity_sessions')
    .set({ expires_at: new Date(Date.now() - 1).toISOString() })
    .where('id', '=', sessionId)
    .execute()
  expect(await ours(cookie)).toBeNull()
  expect((await get('/me', cookie)).statusCode).toBe(401)
})

test('a session in use lives on: renewed with its cookie at most once a day, and not when the person asked to be forgotten', async () => {
  const cookie = await signIn(stage, person)
  const { sessionId } = (await get('/me', cookie)).json()
  const expires = async () =>
    Number(
      (await stage.db.selectFrom('identity_sessions').select('expires_at').where('id', '=', sessionId).executeTakeFirstOrThrow())
        .expires_at,
    )
  const setExpiry = (ms: number) =>
    stage.db
      .updateTable('identity_sessions')
      .set({ expires_at: new Date(ms).toISOString() })
      .where('id', '=', sessionId)
      .execute()
  const fresh = await expires()
  expect((await get('/me', cookie)).headers['set-cookie']).toBeUndefined()
  expect(await expires()).toBe(fresh)
  await setExpiry(Date.now() + 5 * DAY)
  const renewed = await get('/me', cookie)
  expect(String(renewed.headers['set-cookie'])).toMatch(/^muster\.session_token=.*; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(await expires()).toBeGreaterThan(Date.now() + 7 * DAY - HOUR)
  expect(await theirs(cookiesOf(renewed))).not.toBeNull()
  expect((await get('/me', cookie)).headers['set-cookie']).toBeUndefined()
  const brief = await stage.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: person.email, password: person.password, rememberMe: false },
  })
  expect((await get('/me', cookiesOf(brief))).headers['set-cookie']).toBeUndefined()
})

test('sessions are listed and ended: one’s own one by one or all the others; another person’s do not exist', async () => {
  const own = await addStaff(stage)
  const first = await signIn(stage, own)
  const second = await signIn(stage, own)
  const third = await signIn(stage, own)
  const { items } = (await get('/sessions', first)).json()
  expect(items).toHaveLength(3)
  expect(items.filter((one: { current: boolean }) => one.current)).toHaveLength(1)
  const stranger = await signIn(stage, person)
  const target = items.find((one: { current: boolean }) => !one.current).id
  expect((await del(`/sessions/${target}`, stranger)).statusCode).toBe(404)
  expect((await get(`/sessions?personKind=staff&personId=${own.id}`, stranger)).statusCode).toBe(404)
  expect((await del(`/sessions?personKind=staff&personId=${own.id}`, stranger)).statusCode).toBe(404)
  expect((await del(`/sessions/${target}`, first)).statusCode).toBe(204)
  expect((await del('/sessions', first)).json()).toEqual({ ended: 1 })
  expect(await ours(first)).not.toBeNull()
  for (const cookie of [second, third]) expect(await ours(cookie)).toBeNull()
  const events = await stage.db.selectFrom('events').select('type').where('actor_id', '=', own.id).orderBy('seq').execute()
  expect(events.map((event) => event.type)).toEqual([
    'session.revoked',
    'identity.access-ended',
    'session.revoked',
    'identity.access-ended',
  ])
})

test('an administrator sees and ends anybody’s sessions', async () => {
  const own = await addStaff(stage)
  const cookie = await signIn(stage, own)
  const admin = await signIn(stage, await addStaff(stage, { role: 'administrator' }))
  const whose = `personKind=staff&personId=${own.id}`
  expect((await get(`/sessions?${whose}`, admin)).json().items).toHaveLength(1)
  expect((await del(`/sessions?${whose}`, admin)).json()).toEqual({ ended: 1 })
  expect(await ours(cookie)).toBeNull()
})

test('on https the cookie is Secure, and its plain name is not taken', async () => {
  const secure = await openAuthStage('https://muster.example')
  try {
    const one = await addStaff(secure)
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: one.email, password: one.password },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-muster\.session_token=.*Secure/)
    const cookie = cookiesOf(answer)
    expect(await secure.auth.authenticate({ headers: { cookie } })).toMatchObject({ id: one.id })
    expect(await secure.auth.authenticate({ headers: { cookie: cookie.replace('__Secure-', '') } })).toBeNull()
  } finally {
    await secure.close()
  }
})

test('another site’s page cannot act with a visitor’s cookie; a program with a key is asked nothing', async () => {
  const cookie = await signIn(stage, person)
  const post = (headers: Record<string, string>) =>
    stage.app.inject({ method: 'POST', url: '/api/v1/keys', payload: { name: 'k' }, headers })
  const foreign = [
    { origin: 'https://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]
  for (const headers of foreign)
    expect((await post({ cookie, ...headers } as Record<string, string>)).json()).toMatchObject({ status: 403, code: 'cross-site' })
  const { key } = (await post({ cookie })).json()
  expect((await post({ 'x-api-key': key, origin: 'https://evil.test' })).statusCode).toBe(201)
})
