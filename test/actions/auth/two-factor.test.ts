import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSignInLink } from '#auth'
import { type AuthStage, addStaff, cookiesOf, openAuthStage, type Staff, signIn } from './auth-stage.ts'

let stage: AuthStage
beforeAll(async () => {
  stage = await openAuthStage()
})
afterAll(() => stage.close())

const post = (path: string, payload: object, cookie = '') =>
  stage.app.inject({ method: 'POST', url: `/api/auth${path}`, payload, headers: cookie === '' ? {} : { cookie } })

/** The code an authenticator app shows now for the address it was given (RFC 6238: SHA-1, 30 s, 6 digits). */
function codeOf(totpURI: string, atMs = Date.now()): string {
  const base32 = new URL(totpURI).searchParams.get('secret') ?? ''
  let bits = ''
  for (const letter of base32.replace(/=+$/, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withTwoFactor(): Promise<{ person: Staff; totpURI: string; backupCodes: string[] }> {
  const person = await addStaff(stage)
  const cookie = await signIn(stage, person)
  const { totpURI, backupCodes } = (await post('/two-factor/enable', { password: person.password }, cookie)).json()
  expect((await post('/two-factor/verify-totp', { code: codeOf(totpURI) }, cookie)).json()).toEqual({ signedIn: true })
  return { person, totpURI, backupCodes }
}

test('with a second factor the password alone opens nothing; the code does; a backup code does once', async () => {
  const { person, totpURI, backupCodes } = await withTwoFactor()
  const first = await post('/sign-in/email', { email: person.email, password: person.password })
  expect(first.json()).toEqual({ signedIn: false, secondFactor: ['totp', 'backup'] })
  const pending = cookiesOf(first)
  expect(await stage.auth.authenticate({ headers: { cookie: pending } })).toBeNull()
  const wrong = codeOf(totpURI, Date.now() + 3_600_000)
  expect((await post('/two-factor/verify-totp', { code: wrong }, pending)).json()).toMatchObject({ status: 401, code: 'wrong-code' })
  const done = await post('/two-factor/verify-totp', { code: codeOf(totpURI) }, pending)
  expect(done.json()).toEqual({ signedIn: true })
  expect(await stage.auth.authenticate({ headers: { cookie: cookiesOf(done) } })).toMatchObject({ id: person.id })
  const code = backupCodes[0] ?? ''
  for (const expected of [200, 401]) {
    const next = cookiesOf(await post('/sign-in/email', { email: person.email, password: person.password }))
    expect((await post('/two-factor/verify-backup-code', { code }, next)).statusCode).toBe(expected)
  }
})

test('while setting up, a wrong code changes nothing and says so; what people change about their sign-in is in the log', async () => {
  const person = await addStaff(stage)
  const cookie = await signIn(stage, person)
  const wrong = await post('/two-factor/enable', { password: 'not the password' }, cookie)
  expect(wrong.json()).toMatchObject({ status: 422, code: 'wrong-password' })
  const { totpURI } = (await post('/two-factor/enable', { password: person.password }, cookie)).json()
  const late = await post('/two-factor/verify-totp', { code: codeOf(totpURI, Date.now() + 3_600_000) }, cookie)
  expect(late.json()).toMatchObject({ status: 422, code: 'wrong-setup-code' })
  const on = cookiesOf(await post('/two-factor/verify-totp', { code: codeOf(totpURI) }, cookie))
  const replaced = (await post('/two-factor/generate-backup-codes', { password: person.password }, on)).json()
  expect(replaced.backupCodes).toHaveLength(10)
  const newPassword = 'another horse 43'
  expect((await post('/change-password', { currentPassword: person.password, newPassword }, on)).statusCode).toBe(200)
  expect((await post('/two-factor/disable', { password: newPassword }, on)).statusCode).toBe(200)
  const events = await stage.db
    .selectFrom('events')
    .select(['type', 'data', 'actor_id'])
    .where('subject_id', '=', person.id)
    .orderBy('seq')
    .execute()
  expect(events.filter(({ type }) => type.startsWith('identity.') && type !== 'identity.access-ended')).toEqual(
    ['two-factor-on', 'backup-codes-replaced', 'password-changed', 'two-factor-off'].map((what) => ({
      type: `identity.${what}`,
      data: {},
      actor_id: person.id,
    })),
  )
})

test('a session withheld for the second factor closes no streams', async () => {
  const { person } = await withTwoFactor()
  const before = await stage.db.selectFrom('events').select('seq').where('subject_id', '=', person.id).execute()
  await post('/sign-in/email', { email: person.email, password: person.password })
  expect(await stage.db.selectFrom('events').select('seq').where('subject_id', '=', person.id).execute()).toEqual(before)
})

test('a link does not stand for two factors: none is made, and one asked for by mail says why', async () => {
  const person = await addStaff(stage)
  const early = await createSignInLink(stage.auth, person.email)
  const cookie = await signIn(stage, person)
  const { totpURI } = (await post('/two-factor/enable', { password: person.password }, cookie)).json()
  await post('/two-factor/verify-totp', { code: codeOf(totpURI) }, cookie)
  await expect(createSignInLink(stage.auth, person.email)).rejects.toMatchObject({ refusal: { code: 'password-and-code-needed' } })
  expect((await post('/magic-link/verify', { token: early.split('#token=')[1] ?? '' })).json()).toMatchObject({
    code: 'password-and-code-needed',
  })
  await post('/sign-in/magic-link', { email: person.email })
  const mail = await vi.waitFor(() => stage.mails.find((one) => one.to === person.email) ?? Promise.reject(new Error('no mail yet')))
  expect(mail.subject).toBe('请使用密码登录 Muster')
  expect(mail.body).not.toContain('#token=')
})

test('switching it off takes the password', async () => {
  const person = await addStaff(stage)
  const cookie = await signIn(stage, person)
  const { totpURI } = (await post('/two-factor/enable', { password: person.password }, cookie)).json()
  const now = cookiesOf(await post('/two-factor/verify-totp', { code: codeOf(totpURI) }, cookie)) || cookie
  expect((await post('/two-factor/disable', { password: 'not the password' }, now)).json()).toMatchObject({ code: 'wrong-password' })
  expect((await post('/two-factor/disable', { password: person.password }, now)).json()).toEqual({ done: true })
  expect((await post('/sign-in/email', { email: person.email, password: person.password })).json()).toEqual({ signedIn: true })
})
