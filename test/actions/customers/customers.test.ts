import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AccountRecord,
  accountForIntake,
  type ContactRecord,
  createAccount,
  createContact,
  createContract,
  createEnvironment,
  editAccount,
  editContact,
  findContactByEmail,
} from '#customers'
import { accountPageOut, contactPageOut, contractPageOut, environmentPageOut, revealingOut } from '#customers/contract'
import { newId } from '#kernel/ids'
import { type Company, contactActor, identity, openCompany, openServer, staffActor, T0 } from '../organization/company-stage.ts'

const UNSORTED = '00000000-0000-7000-8000-000000000001'

let company: Company
let app: FastifyInstance
let [pine, bamboo]: AccountRecord[] = []
let [zhang, colleague, stranger]: ContactRecord[] = []
beforeAll(async () => {
  company = await openCompany()
  const { system, people } = company
  pine = await createAccount(system, {
    name: '青松科技',
    tier: 'strategic',
    servicePersonId: people.frontline.id,
    domains: ['Pine.Example'],
  })
  bamboo = await createAccount(system, { name: '翠竹集团', access: 'restricted', teamIds: [people.dutyManager.id] })
  const add = (accountId: string, name: string, email: string) =>
    createContact(system, { accountId, name, email, phone: '13812345678', im: 'wx_zhang', department: '业务部' }, identity)
  zhang = await add(pine.id, '张伟', 'zhang@pine.example')
  colleague = await add(pine.id, '林静', 'lin@pine.example')
  stranger = await add(bamboo.id, '石磊', 'shi@bamboo.example')
  await createEnvironment(system, { accountId: pine.id, name: '生产', deployment: 'private', details: { 浏览器: 'Chrome 140' } })
  await createContract(system, {
    accountId: pine.id,
    name: '2026 年度',
    tier: 'strategic',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    annualFee: '120000.5',
  })
  app = await openServer(company, {
    administrator: staffActor(people.administrator),
    lead: staffActor(people.lead),
    member: staffActor(await company.person({ email: 'member@vendor.test' })),
    service: staffActor(people.frontline),
    team: staffActor(people.dutyManager),
    zhang: contactActor(zhang),
    partner: { kind: 'partner', id: pine.id as never, name: '伙伴', locale: 'zh-CN', scopes: null },
  })
})
afterAll(async () => {
  await app.close()
  await company.close()
})

async function call(method: 'GET' | 'POST' | 'PATCH', path: string, as: string, body?: object, ifMatch?: number) {
  const headers = { 'x-actor': as, ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }) }
  const response = await app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { payload: body } : {}) })
  return { status: response.statusCode, body: response.json() }
}
const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)

describe('accounts', () => {
  test('staff list open ones; a restricted one is there for its team and administrators only', async () => {
    const list = async (as: string) => names(accountPageOut.parse((await call('GET', '/accounts', as)).body))
    expect(await list('member')).toEqual(expect.arrayContaining(['青松科技', '内部', '待认领']))
    expect(await list('member')).not.toContain('翠竹集团')
    expect(await list('team')).toContain('翠竹集团')
    expect(await list('administrator')).toContain('翠竹集团')
    expect((await call('GET', `/accounts/${bamboo!.id}`, 'member')).status).toBe(404)
    expect((await call('GET', `/accounts/${bamboo!.id}`, 'team')).body).toMatchObject({ team: [{ name: '李娜' }], access: 'restricted' })
  })

  test('found by name and by mail domain', async () => {
    expect(names((await call('GET', '/accounts?q=青松', 'member')).body)).toEqual(['青松科技'])
    expect(names((await call('GET', '/accounts?q=pine.ex', 'member')).body)).toEqual(['青松科技'])
    expect(names((await call('GET', '/accounts?q=pine_ex', 'member')).body)).toEqual([])
  })

  test('a contact sees name and tier of their own company and nothing of another', async () => {
    const { body } = await call('GET', '/accounts', 'zhang')
    expect(body.items).toEqual([{ view: 'own', id: pine!.id, name: '青松科技', tier: 'strategic', version: 1 }])
    expect((await call('GET', `/accounts/${bamboo!.id}`, 'zhang')).status).toBe(404)
    expect((await call('GET', `/accounts/${UNSORTED}`, 'zhang')).status).toBe(404)
    expect((await call('PATCH', `/accounts/${pine!.id}`, 'zhang', { name: 'x' }, 1)).status).toBe(404)
  })

  test('those who answer for an account change it; the built-in ones nobody does', async () => {
    expect((await call('PATCH', `/accounts/${pine!.id}`, 'member', { region: '华东' }, 1)).status).toBe(404)
    expect((await call('PATCH', `/accounts/${pine!.id}`, 'service', { region: '华东' }, 1)).body).toMatchObject({
      region: '华东',
      version: 2,
    })
    expect((await call('PATCH', `/accounts/${pine!.id}`, 'lead', { region: '华南' }, 1)).body).toMatchObject({
      ...{ code: 'stale-version', params: { version: 2, by: '周舟' } },
    })
    expect((await call('PATCH', `/accounts/${UNSORTED}`, 'administrator', { name: 'x' }, 1)).body.code).toBe('account-built-in')
    expect((await call('POST', '/contacts', 'administrator', { accountId: UNSORTED, name: 'x' })).body.code).toBe('account-built-in')
    expect((await call('POST', '/accounts', 'member', { name: '新客户' })).status).toBe(404)
    expect((await call('POST', '/accounts', 'lead', { name: '青松科技 ' })).body).toMatchObject({ code: 'already-exists' })
  })

  test('changes of a restricted account are told to its people only', async () => {
    await editAccount(company.system, { id: bamboo!.id, version: null, patch: { industry: '金融' } })
    const events = await company.events(bamboo!.id)
    expect(events.at(-1)).toMatchObject({ type: 'account.changed', restriction: 'named', participants: [company.people.dutyManager.id] })
    expect((await company.events(pine!.id))[0]).toMatchObject({ type: 'account.created', restriction: null })
  })
})

describe('contacts', () => {
  test('are masked wherever they are listed or read, and the log never has them in clear', async () => {
    const { body } = await call('GET', `/contacts?accountId=${pine!.id}`, 'service')
    expect(contactPageOut.parse(body).items).toMatchObject(
      [
        { name: '张伟', email: 'z***@pine.example', phone: '138****5678', im: 'w***' },
        { name: '林静', email: 'l***@pine.example' },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
    expect((await call('GET', `/contacts/${zhang!.id}`, 'administrator')).body).toMatchObject({ email: 'z***@pine.example' })
    const log = await sql<{ data: unknown }>`select data from events where subject_type = 'contact'`.execute(company.db)
    expect(JSON.stringify(log.rows)).not.toMatch(/zhang@|13812345678|wx_zhang/)
  })

  test('revealing gives them in clear and stays in the log with who and why', async () => {
    const { body } = await call('POST', `/contacts/${zhang!.id}/revealing`, 'service', { reason: '回电' })
    expect(revealingOut.parse(body)).toEqual({ id: zhang!.id, email: 'zhang@pine.example', phone: '13812345678', im: 'wx_zhang' })
    expect((await company.events(zhang!.id)).at(-1)).toMatchObject({
      ...{ type: 'contact.revealed', actor_id: company.people.frontline.id, data: { reason: '回电' } },
    })
    expect((await call('POST', `/contacts/${stranger!.id}/revealing`, 'member')).status).toBe(404)
    expect((await call('POST', `/contacts/${colleague!.id}/revealing`, 'zhang')).status).toBe(404)
  })

  test('a contact sees the names of colleagues, of their own company whatever they ask for', async () => {
    const own = [
      { view: 'own', name: '张伟' },
      { view: 'own', name: '林静' },
    ].sort((a, b) => (a.name < b.name ? -1 : 1))
    const { body } = await call('GET', '/contacts', 'zhang')
    expect(body.items).toMatchObject(own)
    expect(Object.keys(body.items[0]).sort()).toEqual(['id', 'name', 'view'])
    expect((await call('GET', `/contacts?accountId=${bamboo!.id}`, 'zhang')).body.items).toEqual([])
    expect((await call('GET', '/contacts?q=lin@pine.example', 'zhang')).body.items).toEqual([])
    expect((await call('GET', `/contacts/${stranger!.id}`, 'zhang')).body).toEqual(
      (await call('GET', `/contacts/${newId(T0)}`, 'zhang')).body,
    )
    expect((await call('GET', `/contacts/${colleague!.id}`, 'zhang')).body).toEqual({ view: 'own', id: colleague!.id, name: '林静' })
  })

  test('an account out of sight is no account to add to', async () => {
    const { status, body } = await call('POST', '/contacts', 'member', { accountId: bamboo!.id, name: '某人' })
    expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ path: 'accountId', code: 'unknown-reference' }] })
    expect((await call('POST', '/contacts', 'member', { accountId: newId(T0), name: '某人' })).body).toEqual(body)
  })

  test('an invitation needs an address; leaving ends the sign-in', async () => {
    const invite = { accountId: pine!.id, name: '新同事', invite: true }
    expect((await call('POST', '/contacts', 'service', invite)).body.errors).toMatchObject([{ path: 'email', code: 'required' }])
    const contact = await createContact(company.system, { ...invite, email: 'New@Pine.Example' }, identity)
    expect((await company.events(contact.id)).map(({ type }) => type)).toEqual(['contact.created', 'identity.invited'])
    await editContact(company.system, { id: contact.id, version: 1, patch: { sees: 'all' } }, identity)
    await editContact(company.system, { id: contact.id, version: 2, patch: { active: false } }, identity)
    expect((await company.events(contact.id)).map(({ type, data }) => [type, data['why']])).toEqual(
      expect.arrayContaining([
        ['identity.access-ended', 'rights-changed'],
        ['identity.access-ended', 'disabled'],
      ]),
    )
    await expect(createContact(company.system, { ...invite, email: 'zhang@pine.example' }, identity)).rejects.toMatchObject({
      ...{ refusal: { code: 'already-exists', params: { what: 'zhang@pine.example' } } },
    })
  })
})

describe('contracts and environments', () => {
  test('what a customer pays is shown to those who answer for it', async () => {
    const fee = async (as: string) =>
      contractPageOut.parse((await call('GET', `/contracts?accountId=${pine!.id}`, as)).body).items[0]?.annualFee
    expect(await Promise.all(['member', 'service', 'lead'].map(fee))).toEqual([null, '120000.50', '120000.50'])
    expect((await call('GET', '/contracts', 'zhang')).status).toBe(404)
    const { id } = (await call('GET', '/contracts', 'lead')).body.items[0]
    expect((await call('PATCH', `/contracts/${id}`, 'lead', { endsOn: '2025-01-01' }, 1)).body.errors).toMatchObject([{ path: 'endsOn' }])
    expect((await call('PATCH', `/contracts/${id}`, 'lead', { annualFee: '99.9' }, 1)).body).toMatchObject({
      annualFee: '99.90',
      version: 2,
    })
    expect((await company.events(id)).at(-1)?.data).toEqual({ changed: {}, feeChanged: true })
  })

  test('contacts see their own environments; any of ours keeps them up to date', async () => {
    const own = environmentPageOut.parse((await call('GET', '/environments', 'zhang')).body).items
    expect(own).toMatchObject([{ name: '生产', deployment: 'private', details: { 浏览器: 'Chrome 140' }, abilities: [] }])
    const edit = await call('PATCH', `/environments/${own[0]!.id}`, 'member', { details: { 浏览器: 'Chrome 141', 代理: '是' } }, 1)
    expect(edit.body).toMatchObject({ version: 2, details: { 代理: '是' } })
    expect((await call('PATCH', `/environments/${own[0]!.id}`, 'zhang', { name: 'x' }, 2)).status).toBe(404)
    const bad = { accountId: pine!.id, name: '测试', deployment: 'saas', productLineId: newId(T0) }
    expect((await call('POST', '/environments', 'member', bad)).body.errors).toMatchObject([{ path: 'productLineId' }])
  })
})

describe('what intake asks', () => {
  test('by account, by contact, by address: the account with its reporter', async () => {
    const account = {
      accountId: pine!.id,
      kind: 'customer',
      tier: 'strategic',
      servicePersonId: company.people.frontline.id,
      environmentCount: 1,
    }
    expect(await accountForIntake(company.db, { accountId: pine!.id })).toMatchObject({
      ...account,
      contactId: null,
      onlyEnvironment: { deployment: 'private' },
    })
    const reporter = { ...account, contactId: zhang!.id, department: '业务部', sees: 'mine' }
    expect(await accountForIntake(company.db, { contactId: zhang!.id })).toMatchObject(reporter)
    expect(await accountForIntake(company.db, { contactEmail: 'ZHANG@pine.example' })).toMatchObject(reporter)
    expect(await accountForIntake(company.db, { accountId: UNSORTED })).toMatchObject({ kind: 'unsorted', contactId: null })
  })

  test('nobody, somebody of another account, and who has left are all the same: nobody', async () => {
    await editContact(company.system, { id: colleague!.id, version: null, patch: { active: false } }, identity)
    for (const reference of [
      {},
      { accountId: newId(T0) },
      { contactEmail: 'nobody@nowhere.example' },
      { accountId: bamboo!.id, contactId: zhang!.id },
      { contactId: stranger!.id, contactEmail: 'zhang@pine.example' },
      { contactId: colleague!.id },
    ])
      expect(await accountForIntake(company.db, reference)).toBeUndefined()
    expect(await findContactByEmail(company.db, 'lin@pine.example')).toMatchObject({ accountId: pine!.id, active: false })
    expect(await findContactByEmail(company.db, 'nobody@nowhere.example')).toBeNull()
  })
})

describe('partners', () => {
  test('are made and listed by administrators', async () => {
    const { body: partner } = await call('POST', '/partners', 'administrator', { name: '云帆' })
    const person = { partnerId: partner.id, name: '郭涛', email: 'Guo@yunfan.example' }
    expect((await call('POST', '/partner-people', 'administrator', person)).body).toMatchObject({
      partner: { name: '云帆' },
      email: 'guo@yunfan.example',
    })
    expect((await call('POST', '/partner-people', 'administrator', { ...person, partnerId: newId(T0), email: 'x@y.example' })).status).toBe(
      400,
    )
    expect(names((await call('GET', `/partner-people?partnerId=${partner.id}`, 'administrator')).body)).toEqual(['郭涛'])
    for (const path of ['/partners', '/partner-people'])
      for (const as of ['member', 'zhang', 'partner']) expect((await call('GET', path, as)).status).toBe(404)
  })

  test('a person is changed and disabled; a company taken out of use takes its people along, and brings nobody back by itself', async () => {
    const { body: partner } = await call('POST', '/partners', 'administrator', { name: '海潮集成' })
    const add = async (name: string, email: string) =>
      (await call('POST', '/partner-people', 'administrator', { partnerId: partner.id, name, email })).body
    const [first, second] = [await add('于洋', 'yu@haichao.example'), await add('白露', 'bai@haichao.example')]
    const signedIn = async (id: string) =>
      (await sql<{ email: string }>`select email from identity_users where person_id = ${id}`.execute(company.db)).rows[0]?.email
    const renamed = await call('PATCH', `/partner-people/${first.id}`, 'administrator', { email: 'YuYang@haichao.example' }, 1)
    expect(renamed.body).toMatchObject({ email: 'yuyang@haichao.example', version: 2 })
    expect(await signedIn(first.id)).toBe('yuyang@haichao.example')
    expect(await call('PATCH', `/partner-people/${first.id}`, 'administrator', { name: '于' }, 1)).toMatchObject({ status: 409 })
    const taken = await call('PATCH', `/partner-people/${first.id}`, 'administrator', { email: 'bai@haichao.example' }, 2)
    expect(taken).toMatchObject({ status: 409, body: { code: 'already-exists' } })
    expect((await company.events(first.id)).filter(({ type }) => type === 'partner-person.changed')[0]).toMatchObject({
      type: 'partner-person.changed',
      data: { changed: { email: { from: 'y***@haichao.example', to: 'y***@haichao.example' } } },
    })

    const off = await call('PATCH', `/partners/${partner.id}`, 'administrator', { active: false }, 1)
    expect(off.body).toMatchObject({ active: false, people: 0, version: 2 })
    expect((await company.events(second.id)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['partner-person.created', 'partner-person.changed', 'identity.access-ended']),
    )
    const enabling = await call('PATCH', `/partner-people/${second.id}`, 'administrator', { active: true }, 2)
    expect(enabling).toMatchObject({ status: 409, body: { code: 'partner-disabled' } })
    const adding = { partnerId: partner.id, name: '某', email: 'mou@haichao.example' }
    expect((await call('POST', '/partner-people', 'administrator', adding)).body.code).toBe('partner-disabled')
    expect((await call('PATCH', `/partners/${partner.id}`, 'administrator', { active: true }, 2)).body).toMatchObject({ people: 0 })
    expect((await call('PATCH', `/partner-people/${second.id}`, 'administrator', { active: true }, 2)).body.active).toBe(true)
    expect((await call('GET', `/partners/${partner.id}`, 'administrator')).body).toMatchObject({ active: true, people: 1 })
  })
})
