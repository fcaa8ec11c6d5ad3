import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disablingOut, rosterPageOut, squadsOut, staffOut, staffPageOut, workspaceOut } from '#organization/contract'
import { type Company, contactActor, openCompany, openServer, staffActor } from './company-stage.ts'

let company: Company
let app: FastifyInstance
beforeAll(async () => {
  company = await openCompany()
  const { administrator, lead, frontline } = company.people
  app = await openServer(company, {
    administrator: staffActor(administrator),
    lead: staffActor(lead),
    member: staffActor(frontline),
    contact: contactActor({ id: company.line.id, account: { id: company.line.id }, name: '客户' }),
    partner: { kind: 'partner', id: company.line.id as never, name: '伙伴', locale: 'zh-CN', scopes: null },
  })
})
afterAll(async () => {
  await app.close()
  await company.close()
})

type Call = { as?: string; body?: object; ifMatch?: number; language?: string }
async function call(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { as = 'administrator', body, ifMatch, language = 'zh-CN' }: Call = {},
) {
  const headers = { 'x-actor': as, 'accept-language': language, ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }) }
  const response = await app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { payload: body } : {}) })
  return { status: response.statusCode, body: response.json(), etag: response.headers.etag }
}

describe('over HTTP', () => {
  test('staff are read by staff, found by words, and paged by name without a gap', async () => {
    for (const n of [1, 2, 3]) await company.person({ email: `page${n}@vendor.test`, name: `Page ${n}` })
    const first = await call('GET', '/staff?q=page&limit=2', { as: 'member' })
    expect(staffPageOut.parse(first.body).items.map(({ name }) => name)).toEqual(['Page 1', 'Page 2'])
    const second = await call('GET', `/staff?q=page&limit=2&cursor=${first.body.nextCursor}`, { as: 'member' })
    expect(second.body).toMatchObject({ items: [{ name: 'Page 3', abilities: [] }], nextCursor: null })
    expect((await call('GET', '/staff?q=100%25')).body.items).toEqual([])
    expect((await call('GET', '/staff?cursor=bm90IG91cnM')).body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'cursor' }] })
  })

  test('contacts and partners learn nothing', async () => {
    for (const as of ['contact', 'partner'])
      for (const path of ['/staff', '/functions', '/product-lines', '/components', '/squads', '/rosters', '/workspace'])
        expect((await call('GET', path, { as })).status).toBe(404)
  })

  test('unknown fields are refused by name, all bad fields at once', async () => {
    const body = {
      name: ' ',
      email: 'nobody',
      nickname: 'x',
      workingHours: {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
    }
    const { status, body: problem } = await call('POST', '/staff', { body })
    expect(status).toBe(400)
    expect(problem.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['email', 'name', 'nickname', 'workingHours'])
  })

  test('people say themselves when they are away; others do not, administrators do; backwards and one end are refused', async () => {
    const { id } = company.people.frontline
    const away = { from: '2026-11-23T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' }
    const own = await call('PUT', `/staff/${id}/away`, { as: 'member', body: away, ifMatch: 1 })
    expect(staffOut.parse(own.body)).toMatchObject({ awayFrom: away.from, awayUntil: away.until, version: 2, abilities: ['set-away'] })
    expect(await company.events(id)).toMatchObject([{ type: 'staff.created' }, { type: 'staff.changed', actor_id: id }])
    const stale = await call('PUT', `/staff/${id}/away`, { as: 'member', body: { from: null, until: null }, ifMatch: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version' } })
    for (const [body, path] of [
      [{ from: away.until, until: away.from }, 'until'],
      [{ from: away.from, until: null }, 'until'],
      [{ from: null, until: away.until }, 'from'],
    ] as const)
      expect((await call('PUT', `/staff/${id}/away`, { as: 'member', body, ifMatch: 2 })).body.errors).toMatchObject([{ path }])
    expect((await call('PUT', `/staff/${id}/away`, { as: 'lead', body: away, ifMatch: 2 })).status).toBe(404)
    const back = await call('PUT', `/staff/${id}/away`, { body: { from: null, until: null }, ifMatch: 2 })
    expect(back.body).toMatchObject({ awayFrom: null, awayUntil: null, version: 3 })
  })

  test('a change names the version it saw', async () => {
    const { body: created, etag } = await call('POST', '/staff', { body: { name: '新人', email: 'newcomer@vendor.test' } })
    expect(staffOut.parse(created)).toMatchObject({ abilities: ['edit', 'set-away', 'disable'] })
    expect(etag).toBe('"1"')
    expect((await call('PATCH', `/staff/${created.id}`, { body: { title: '一' } })).status).toBe(428)
    expect((await call('PATCH', `/staff/${created.id}`, { body: { title: '一' }, ifMatch: 1 })).body.version).toBe(2)
    const stale = await call('PATCH', `/staff/${created.id}`, { body: { title: '二' }, ifMatch: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version', params: { version: 2, by: '赵敏' } } })
    const away = { awayFrom: '2026-11-22T00:00:00Z' }
    expect((await call('PATCH', `/staff/${created.id}`, { body: away, ifMatch: 2 })).body.errors).toMatchObject([
      { path: 'awayUntil', code: 'required' },
    ])
    const both = { ...away, awayUntil: '2026-11-29T00:00:00+08:00' }
    expect((await call('PATCH', `/staff/${created.id}`, { body: both, ifMatch: 2 })).body).toMatchObject({
      awayUntil: '2026-11-28T16:00:00.000Z',
    })
    expect(disablingOut.parse((await call('POST', `/staff/${created.id}/disabling`)).body)).toMatchObject({
      active: false,
      movedDuties: 0,
      abilities: ['enable'],
    })
    expect((await call('POST', `/staff/${created.id}/enabling`)).body).toMatchObject({ active: true })
  })

  test('the roster of a line: its lead puts on, moves and takes off; others only look', async () => {
    const shift = { productLineId: company.line.id, function: 'frontline', staffId: company.people.frontline.id }
    const times = { from: '2026-11-23T01:00:00Z', to: '2026-11-23T10:00:00Z' }
    expect((await call('POST', '/rosters', { as: 'member', body: { ...shift, ...times } })).status).toBe(404)
    const { body: entry, status } = await call('POST', '/rosters', { as: 'lead', body: { ...shift, ...times } })
    expect(status).toBe(201)
    const touching = await call('GET', '/rosters?from=2026-11-23T10:00:00Z', { as: 'member' })
    expect(rosterPageOut.parse(touching.body).items).toEqual([])
    const { body: page } = await call('GET', `/rosters?productLineId=${company.line.id}&from=2026-11-23T09:59:00Z`, { as: 'member' })
    expect(page.items).toMatchObject([{ id: entry.id, staff: { name: '周舟' }, abilities: [] }])
    const wrong = await call('PATCH', `/rosters/${entry.id}`, { as: 'lead', body: { to: times.from }, ifMatch: 1 })
    expect(wrong.body.errors).toMatchObject([{ path: 'to', code: 'out-of-range' }])
    expect(
      (await call('PATCH', `/rosters/${entry.id}`, { as: 'lead', body: { to: '2026-11-23T12:00:00Z' }, ifMatch: 1 })).body.version,
    ).toBe(2)
    expect((await call('DELETE', `/rosters/${entry.id}`, { as: 'member' })).status).toBe(404)
    expect((await call('DELETE', `/rosters/${entry.id}`, { as: 'lead' })).body).toEqual({ removed: true })
    expect((await call('GET', `/rosters/${entry.id}`)).status).toBe(404)
  })

  test('squads, functions and the workspace answer as their contracts say', async () => {
    expect(squadsOut.parse((await call('GET', '/squads', { as: 'member' })).body).items).toMatchObject([{ name: '一组', abilities: [] }])
    expect((await call('GET', '/functions')).body.items[0]).toMatchObject({ key: 'frontline', nameZh: '一线支持' })
    const dba = { key: 'data_science', nameZh: '数据科学', nameEn: 'Data science' }
    expect((await call('POST', '/functions', { body: dba })).status).toBe(201)
    expect((await call('POST', '/functions', { body: dba })).body.code).toBe('already-exists')
    expect((await call('PATCH', '/functions/data_science', { body: { nameZh: '算法' }, ifMatch: 1 })).body).toMatchObject({
      nameZh: '算法',
      version: 2,
    })
    expect(workspaceOut.parse((await call('GET', '/workspace', { as: 'member' })).body)).toMatchObject({
      lastResort: { name: '孙立' },
      abilities: [],
    })
    expect((await call('PATCH', '/workspace', { as: 'lead', body: { name: 'x' }, ifMatch: 1 })).status).toBe(404)
  })

  test('what a person is still needed for comes back in the language asked', async () => {
    const path = `/staff/${company.people.lead.id}/disabling`
    const inEnglish = await call('POST', path, { body: {}, language: 'en' })
    expect(inEnglish.body).toMatchObject({ status: 409, code: 'staff-still-needed' })
    expect(inEnglish.body.detail).toContain('钱进 is still lead of 支付, lead of squad 支付 / 一组 and cannot be disabled')
    expect((await call('POST', path)).body.detail).toContain('钱进现在还是业务线“支付”的负责人、小组“支付 / 一组”的组长，不能停用')
  })
})
