import { afterAll, beforeAll, expect, test } from 'vitest'
import { authJobs, authReactions, identityChanged, inviteIdentity } from '#auth'
import { SYSTEM } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import { type AuthStage, addStaff, openAuthStage, signIn } from './auth-stage.ts'

let stage: AuthStage
beforeAll(async () => {
  stage = await openAuthStage()
})
afterAll(() => stage.close())

const at = instant(Date.now())
const patch = (cookie: string, payload: object, version: string | null) =>
  stage.app.inject({
    method: 'PATCH',
    url: '/api/v1/me',
    payload,
    headers: { cookie, ...(version === null ? {} : { 'if-match': version }) },
  })
const me = (cookie: string) => stage.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } })

test('says who calls and what they may do', async () => {
  const lead = await addStaff(stage, { role: 'lead', name: '王芳' })
  expect((await me(await signIn(stage, lead))).json()).toMatchObject({
    kind: 'staff',
    id: lead.id,
    name: '王芳',
    email: lead.email,
    role: 'lead',
    functions: ['frontline'],
    locale: 'zh-CN',
    abilities: ['read the workspace', 'create accounts'],
    account: null,
    scopes: null,
    twoFactor: false,
    hasPassword: true,
    version: 1,
  })
  expect((await stage.app.inject({ method: 'GET', url: '/api/v1/me' })).json()).toMatchObject({ status: 401, code: 'sign-in-needed' })
})

test('a contact and a partner person sign in too, and see what they are', async () => {
  const accountId = newId(at)
  const contactId = newId(at)
  const partnerId = newId(at)
  const personId = newId(at)
  const created_at = formatInstant(at)
  await stage.db.insertInto('accounts').values({ id: accountId, name: '远山汽车', created_at }).execute()
  await stage.db
    .insertInto('contacts')
    .values({
      id: contactId,
      account_id: accountId,
      name: '赵敏',
      email: 'min@yuanshan.test',
      department: 'IT',
      sees: 'department',
      created_at,
    })
    .execute()
  await stage.db.insertInto('partners').values({ id: partnerId, name: '云桥', created_at }).execute()
  await stage.db
    .insertInto('partner_people')
    .values({ id: personId, partner_id: partnerId, name: '孙伟', email: 'wei@yunqiao.test', created_at })
    .execute()
  const password = 'correct horse 42'
  await inviteIdentity(stage.db, { personKind: 'contact', personId: contactId, email: 'min@yuanshan.test', name: '赵敏', password })
  await inviteIdentity(stage.db, { personKind: 'partner', personId, email: 'wei@yunqiao.test', name: '孙伟', password })
  expect((await me(await signIn(stage, { id: contactId, email: 'min@yuanshan.test', password }))).json()).toMatchObject({
    kind: 'contact',
    id: contactId,
    account: { id: accountId, name: '远山汽车' },
    sees: 'department',
    mayConfirm: true,
    abilities: [],
  })
  expect((await me(await signIn(stage, { id: personId, email: 'wei@yunqiao.test', password }))).json()).toMatchObject({
    kind: 'partner',
    id: personId,
    abilities: [],
  })
})

test('the language is chosen with the version seen; nothing else is', async () => {
  const person = await addStaff(stage)
  const cookie = await signIn(stage, person)
  expect((await patch(cookie, { locale: 'en' }, null)).json()).toMatchObject({ code: 'version-required' })
  expect((await patch(cookie, { locale: 'en', name: 'Boss' }, '"1"')).json()).toMatchObject({
    status: 400,
    errors: [{ path: 'name', code: 'unknown-field' }],
  })
  expect((await patch(cookie, { locale: 'en' }, '"1"')).json()).toMatchObject({ locale: 'en', version: 2 })
  expect((await patch(cookie, { locale: 'zh-CN' }, '"1"')).json()).toMatchObject({
    status: 409,
    code: 'stale-version',
    params: { version: 2 },
  })
  expect(await stage.auth.authenticate({ headers: { cookie } })).toMatchObject({ locale: 'en' })
  const events = await stage.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', person.id).execute()
  expect(events).toEqual([{ type: 'identity.locale-changed', data: { from: 'zh-CN', to: 'en' } }])
})

test('how one hears by mail is chosen by staff alone, beside the language or by itself', async () => {
  const person = await addStaff(stage)
  const cookie = await signIn(stage, person)
  expect((await me(cookie)).json()).toMatchObject({ notificationMail: 'immediate' })
  expect((await patch(cookie, {}, '"1"')).json()).toMatchObject({ status: 400, errors: [{ path: 'locale', code: 'required' }] })
  expect((await patch(cookie, { notificationMail: 'hourly', locale: 'fr' }, '"1"')).json()).toMatchObject({
    status: 400,
    errors: [{ path: 'locale' }, { path: 'notificationMail' }],
  })
  expect((await patch(cookie, { notificationMail: 'digest' }, '"1"')).json()).toMatchObject({
    ...{ notificationMail: 'digest', locale: 'zh-CN', version: 2 },
  })
  // The same again changes nothing and is no event.
  expect((await patch(cookie, { notificationMail: 'digest' }, '"2"')).json()).toMatchObject({ version: 2 })
  expect((await patch(cookie, { notificationMail: 'none', locale: 'en' }, '"2"')).json()).toMatchObject({
    ...{ notificationMail: 'none', locale: 'en', version: 3 },
  })
  expect((await patch(cookie, { notificationMail: 'immediate' }, '"2"')).json()).toMatchObject({ status: 409, code: 'stale-version' })
  const events = await stage.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', person.id).orderBy('seq').execute()
  expect(events).toEqual([
    { type: 'identity.notification-mail-changed', data: { from: 'immediate', to: 'digest' } },
    { type: 'identity.locale-changed', data: { from: 'zh-CN', to: 'en' } },
    { type: 'identity.notification-mail-changed', data: { from: 'digest', to: 'none' } },
  ])

  const [accountId, contactId] = [newId(at), newId(at)]
  await stage.db
    .insertInto('accounts')
    .values({ id: accountId, name: '远山轮胎', created_at: formatInstant(at) })
    .execute()
  const contact = { id: contactId, account_id: accountId, name: '钱一', email: 'qian@yuanshan.test', created_at: formatInstant(at) }
  await stage.db.insertInto('contacts').values(contact).execute()
  const password = 'correct horse 42'
  await inviteIdentity(stage.db, { personKind: 'contact', personId: contactId, email: contact.email, name: contact.name, password })
  const theirs = await signIn(stage, { id: contactId, email: contact.email, password })
  expect((await me(theirs)).json()).toMatchObject({ notificationMail: null })
  expect((await patch(theirs, { notificationMail: 'none', locale: 'en' }, '"1"')).json()).toMatchObject({
    ...{ status: 400, errors: [{ path: 'notificationMail', code: 'unknown-field' }] },
  })
  expect((await me(theirs)).json()).toMatchObject({ locale: 'zh-CN', version: 1 })
})

test('an invitation again follows name and e-mail, keeps the password, and never takes another person’s e-mail', async () => {
  const person = await addStaff(stage)
  const other = await addStaff(stage)
  await inviteIdentity(stage.db, { personKind: 'staff', personId: person.id, email: ' New.Mail@Vendor.test ', name: '新名' })
  await inviteIdentity(stage.db, { personKind: 'staff', personId: person.id, email: 'new.mail@vendor.test', name: '新名' })
  await signIn(stage, { ...person, email: 'new.mail@vendor.test' })
  await expect(
    inviteIdentity(stage.db, { personKind: 'staff', personId: person.id, email: other.email, name: '新名' }),
  ).rejects.toMatchObject({
    refusal: { code: 'email-signs-in-somebody-else' },
  })
})

test('whoever is invited without a password is told by mail, once, in their language', async () => {
  const person = await addStaff(stage, { name: 'Ann', locale: 'en' })
  await stage.db.deleteFrom('identity_users').where('person_id', '=', person.id).execute()
  const invitation = { personKind: 'staff', personId: person.id, email: person.email, name: 'Ann' } as const
  await inviteIdentity(stage.db, invitation)
  await inviteIdentity(stage.db, invitation)
  const events = await stage.db.selectFrom('events').selectAll().where('type', '=', 'identity.invited').execute()
  expect(events).toHaveLength(1)
  const job = authJobs({
    db: stage.db,
    mailOut: { send: async (mail) => void stage.mails.push(mail) },
    publicUrl: 'http://127.0.0.1:8080',
  }).find((one) => one.name === authReactions[0]?.job)
  await job?.run(events[0] as unknown as Record<string, unknown>, { id: 'j', attempt: 1 })
  expect(stage.mails.at(-1)).toMatchObject({ to: person.email, subject: 'You can sign in to Muster' })
  expect(stage.mails.at(-1)?.body).toContain('http://127.0.0.1:8080/sign-in')
})

test('a changed person keeps their sign-in under the new e-mail; losing the e-mail or rights closes streams at once', async () => {
  const by = { actor: SYSTEM, now: at }
  const person = await addStaff(stage)
  const changed = { personKind: 'staff', personId: person.id, name: '新名' } as const
  await identityChanged(stage.db, { ...changed, email: 'moved@vendor.test', rightsChanged: true }, by)
  const cookie = await signIn(stage, { ...person, email: 'moved@vendor.test' })
  await identityChanged(stage.db, { ...changed, email: null, rightsChanged: false }, by)
  expect((await me(cookie)).statusCode).toBe(401)
  const events = await stage.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', person.id).orderBy('seq').execute()
  expect(events.map((event) => [event.type, (event.data as { why: string }).why])).toEqual([
    ['identity.access-ended', 'rights-changed'],
    ['identity.access-ended', 'disabled'],
  ])
  await identityChanged(stage.db, { ...changed, email: 'nobody.signs.in@vendor.test', rightsChanged: false }, by)
  expect(await stage.db.selectFrom('identity_users').select('id').where('person_id', '=', person.id).execute()).toEqual([])
})

test('housekeeping removes what has expired and nothing that runs', async () => {
  const person = await addStaff(stage)
  const [ended, running] = [await signIn(stage, person), await signIn(stage, person)]
  const { sessionId } = (await me(ended)).json()
  await stage.db.updateTable('identity_sessions').set({ expires_at: '2020-01-01T00:00:00Z' }).where('id', '=', sessionId).execute()
  const clean = authJobs({ db: stage.db, mailOut: { send: async () => undefined }, publicUrl: '' }).find((one) => one.cron !== undefined)
  await clean?.run({}, { id: 'j', attempt: 1 })
  expect(await stage.db.selectFrom('identity_sessions').select('id').where('id', '=', sessionId).execute()).toEqual([])
  expect((await me(running)).statusCode).toBe(200)
})
