import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSignInLink, disableIdentity, setPassword } from '#auth'
import { SYSTEM } from '#kernel/actor'
import { instant } from '#kernel/instant'
import { type AuthStage, addStaff, cookiesOf, openAuthStage, type Staff, signIn } from './auth-stage.ts'

let stage: AuthStage
let na: Staff
beforeAll(async () => {
  stage = await openAuthStage()
  na = await addStaff(stage, { email: 'na.li@vendor.test' })
})
afterAll(() => stage.close())

const post = (path: string, payload: object, headers: Record<string, string> = {}) =>
  stage.app.inject({ method: 'POST', url: `/api/auth${path}`, payload, headers })
const callerOf = (cookie: string) => stage.auth.authenticate({ headers: { cookie } })

describe('password', () => {
  test('signs in: the cookie is httpOnly and Lax, the answer tells no token, and the actor is the person', async () => {
    const answer = await post('/sign-in/email', { email: 'NA.LI@vendor.test', password: na.password })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ signedIn: true })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^muster\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure/)
    expect(await callerOf(cookiesOf(answer))).toMatchObject({ kind: 'staff', id: na.id, name: '李娜', role: 'member', scopes: null })
  })

  test('an unknown e-mail, a wrong password and a disabled person are told the same', async () => {
    const gone = await addStaff(stage)
    await stage.db.updateTable('staff').set({ active: false }).where('id', '=', gone.id).execute()
    const answers = await Promise.all([
      post('/sign-in/email', { email: 'nobody@vendor.test', password: 'whatever it is' }),
      post('/sign-in/email', { email: na.email, password: 'whatever it is' }),
      post('/sign-in/email', { email: gone.email, password: gone.password }),
    ])
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toMatchObject({ code: 'wrong-email-or-password' })
      expect(cookiesOf(answer)).not.toMatch(/session_token=\w/)
    }
  })

  test('after 10 wrong tries an e-mail is refused for a while, known or not, and a success forgets the tries', async () => {
    const target = await addStaff(stage)
    const wrong = (email: string) => post('/sign-in/email', { email, password: 'wrong wrong' })
    for (const email of [target.email, 'also.nobody@vendor.test']) {
      for (let i = 0; i < 10; i++) expect((await wrong(email)).statusCode).toBe(401)
      expect((await wrong(email)).json()).toMatchObject({ status: 429, code: 'too-many-requests' })
    }
    expect((await post('/sign-in/email', target)).statusCode).toBe(400)
    const other = await addStaff(stage)
    for (let i = 0; i < 6; i++) await wrong(other.email)
    await signIn(stage, other)
    for (let i = 0; i < 6; i++) expect((await wrong(other.email)).statusCode).toBe(401)
  })

  test('nobody signs up', async () => {
    for (const path of ['/sign-up/email', '/sign-in/social', '/update-user', '/delete-user']) {
      expect((await post(path, { email: 'new@vendor.test', password: 'correct horse', name: 'N' })).statusCode).toBe(404)
    }
  })

  test('a page of another site cannot sign anybody in', async () => {
    for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await post('/sign-in/email', { email: na.email, password: na.password }, headers as Record<string, string>)
      expect(answer.json()).toMatchObject({ status: 403, code: 'cross-site' })
    }
    expect((await post('/sign-in/email', { email: na.email, password: na.password }, { origin: 'http://localhost:8080' })).statusCode).toBe(
      200,
    )
  })

  test('a password is replaced by setPassword, and by a mailed link that signs every session out', async () => {
    const person = await addStaff(stage)
    await setPassword(stage.db, { personKind: 'staff', personId: person.id, password: 'another horse 43' })
    expect((await post('/sign-in/email', { email: person.email, password: person.password })).statusCode).toBe(401)
    const cookie = await signIn(stage, { ...person, password: 'another horse 43' })
    expect((await post('/request-password-reset', { email: person.email })).json()).toEqual({ done: true })
    const mail = await vi.waitFor(() => stage.mails.find((one) => one.to === person.email) ?? Promise.reject(new Error('no mail yet')))
    const token = /#reset=(\S+)/.exec(mail.body)?.[1] ?? ''
    expect((await post('/reset-password', { token, newPassword: 'third horse 44' })).json()).toEqual({ done: true })
    expect(await callerOf(cookie)).toBeNull()
    expect((await post('/reset-password', { token, newPassword: 'fourth horse 45' })).json()).toMatchObject({
      code: 'reset-link-no-longer-valid',
    })
    await signIn(stage, { ...person, password: 'third horse 44' })
  })
})

describe('link', () => {
  test('signs in once, by POST; a scanner that follows it spends nothing; the stored token is hashed', async () => {
    const link = await createSignInLink(stage.auth, na.email)
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/sign-in#token=\w+$/)
    const token = link.split('#token=')[1] ?? ''
    const stored = await stage.db.selectFrom('identity_verifications').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(token)
    for (const url of ['/sign-in', `/api/auth/magic-link/verify?token=${token}`]) {
      expect((await stage.app.inject({ method: 'GET', url })).statusCode).toBe(404)
    }
    const answer = await post('/magic-link/verify', { token })
    expect(answer.json()).toEqual({ signedIn: true })
    expect(await callerOf(cookiesOf(answer))).toMatchObject({ kind: 'staff', id: na.id })
    const again = await post('/magic-link/verify', { token })
    expect(again.json()).toMatchObject({ status: 401, code: 'link-no-longer-valid' })
  })

  test('is mailed to those who exist, in their language; others are told the same and get no mail', async () => {
    const english = await addStaff(stage, { locale: 'en', name: 'Ann' })
    const known = await post('/sign-in/magic-link', { email: english.email })
    const unknown = await post('/sign-in/magic-link', { email: 'ghost@vendor.test' })
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
    const mail = await vi.waitFor(() => stage.mails.find((one) => one.to === english.email) ?? Promise.reject(new Error('no mail yet')))
    expect(mail.subject).toBe('Your Muster sign-in link')
    expect(stage.mails.some((one) => one.to === 'ghost@vendor.test')).toBe(false)
    const token = /#token=(\S+)/.exec(mail.body)?.[1] ?? ''
    expect((await post('/magic-link/verify', { token })).json()).toEqual({ signedIn: true })
  })

  test('of a disabled or unknown person does not exist', async () => {
    const gone = await addStaff(stage)
    const link = await createSignInLink(stage.auth, gone.email)
    await stage.db.updateTable('staff').set({ active: false }).where('id', '=', gone.id).execute()
    await expect(createSignInLink(stage.auth, gone.email)).rejects.toMatchObject({ refusal: { code: 'no-such-identity' } })
    expect((await post('/magic-link/verify', { token: link.split('#token=')[1] ?? '' })).statusCode).toBe(401)
  })
})

test('signing out and disabling end the session at once and say so in the event log', async () => {
  const person = await addStaff(stage)
  const first = await signIn(stage, person)
  const second = await signIn(stage, person)
  expect((await stage.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie: first } })).statusCode).toBe(200)
  expect(await callerOf(first)).toBeNull()
  expect(await callerOf(second)).not.toBeNull()
  await disableIdentity(stage.db, { personKind: 'staff', personId: person.id }, { actor: SYSTEM, now: instant(Date.now()) })
  expect(await callerOf(second)).toBeNull()
  const events = await stage.db
    .selectFrom('events')
    .select(['type', 'subject_id', 'data'])
    .where('subject_id', '=', person.id)
    .orderBy('seq')
    .execute()
  expect(events.map((event) => [event.type, (event.data as { why: string }).why])).toEqual([
    ['identity.access-ended', 'session-ended'],
    ['identity.access-ended', 'disabled'],
  ])
})

test('a database that is away is said to be away, not a fault', async () => {
  const cut = await openAuthStage(undefined, undefined, 'postgres://nobody@127.0.0.1:1/none')
  try {
    const answer = await cut.app.inject({ method: 'POST', url: '/api/auth/magic-link/verify', payload: { token: 'any' } })
    expect(answer.json()).toMatchObject({ status: 503, code: 'database-away' })
  } finally {
    await cut.close()
  }
})
