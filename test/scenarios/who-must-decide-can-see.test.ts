import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  // Only the named team sees this account's tickets.
  const { version } = await line.done('administrator', 'GET', `/accounts/${line.ids.account}`)
  const match = { 'if-match': String(version) }
  const team = { access: 'restricted', teamIds: [line.ids.support, line.ids.support2] }
  await line.done('administrator', 'PATCH', `/accounts/${line.ids.account}`, team, match)
})
afterAll(() => muster.stop())

const REASON = { outcome: 'upheld', reason: '旧版导出也停了' }

test('on a restricted account the lead reads the objection they must decide, hears of it, and decides it', async () => {
  const number = await line.reported('S2')
  await line.triage(await line.owner(number), number, 'S3', { reason: '可以用旧版导出' })
  expect((await line.call('lead', 'GET', `/tickets/${number}`)).status).toBe(404)
  await line.done('customer', 'POST', `/tickets/${number}/objection`, { words: '全公司都停了' })

  expect(await line.ticket(number, 'lead')).toMatchObject({ number, objection: { words: '全公司都停了' } })
  expect((await line.done('lead', 'GET', `/tickets/${number}/messages`)).items).toHaveLength(1)
  expect((await line.done('lead', 'GET', '/desk')).owed).toMatchObject([
    { kind: 'objection', ticket: { number, title: '导出超时', account: '华东制造' } },
  ])
  expect((await line.done('lead', 'GET', '/tickets')).items.map((one: { number: string }) => one.number)).toEqual([number])
  await muster.advance(1)
  expect(await line.told('lead')).toMatchObject([{ type: 'ticket.objected', ticket: { number } }])
  // Nobody else has come to see it.
  expect((await line.call('dutyManager', 'GET', `/tickets/${number}`)).status).toBe(404)
  expect(await line.done('lead', 'POST', `/tickets/${number}/objection/decision`, REASON)).toMatchObject({ severity: 'S2' })
})

test('so does who must call back on a complaint, from its first instant', async () => {
  const number = await line.reported('S3', { kind: 'complaint', title: '三次没有回音' })
  expect(await line.last(number, 'call_back')).toMatchObject({ holder: { id: line.ids.lead } })
  expect(await line.ticket(number, 'lead')).toMatchObject({ number, title: '三次没有回音' })
  expect((await line.call('tester', 'GET', `/tickets/${number}`)).status).toBe(404)
})

test('a confidential ticket too: the lead who must decide reads it, other staff do not', async () => {
  const number = await line.reported('S2')
  await line.triage(await line.owner(number), number, 'S3', { reason: '可以用旧版导出' })
  const id = (await line.ticket(number)).id
  await muster.app.pool.query('update tickets set confidential = true where id = $1', [id])
  await line.done('customer', 'POST', `/tickets/${number}/objection`, { words: '涉及薪酬数据' })
  expect(await line.ticket(number, 'lead')).toMatchObject({ confidential: true, objection: { words: '涉及薪酬数据' } })
  for (const who of ['administrator', 'executive', 'tester'] as const)
    expect((await line.call(who, 'GET', `/tickets/${number}`)).status).toBe(404)
  expect(await line.done('lead', 'POST', `/tickets/${number}/objection/decision`, REASON)).toMatchObject({ severity: 'S2' })
})

test('who must name the owner after the third bounce reads what they decide on', async () => {
  const { number, owner } = await line.underWay('S3')
  const other = owner === 'support' ? 'support2' : 'support'
  for (const _ of [1, 2, 3]) {
    const offer = await line.offer(owner, other, number)
    expect((await line.call('lead', 'GET', `/tickets/${number}`)).status).toBe(404)
    await line.done(other, 'POST', `/hand-offs/${offer}/decline`, { reason: '不归我管' })
  }
  const { holder } = await line.last(number, 'name_owner')
  expect(holder).toMatchObject({ id: line.ids.lead })
  const named = { duty: 'owner', toStaffId: line.ids[owner], reason: '由他继续' }
  expect(await line.done('lead', 'POST', `/tickets/${number}/assignment`, named)).toMatchObject({ owner: { id: line.ids[owner] } })
})

test('a desk names neither ticket nor customer of what its reader may not see', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.tester, question: '华东的导出上限？' })
  const { id } = await line.ticket(number)
  await muster.app.pool.query('delete from participants where ticket_id = $1 and person_id = $2', [id, line.ids.tester])
  const desk = await line.done('tester', 'GET', '/desk')
  expect(desk.owed).toMatchObject([{ kind: 'ask', text: null, ticket: { id, number, title: '', severity: 'S3', account: '' } }])
})
