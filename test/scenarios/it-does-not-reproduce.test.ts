import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

test('it does not reproduce: never back to the frontline alone, the project lead finds the customer’s special configuration', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.handedOver(owner, 'tester', number, { toStation: 'qa' })
  await line.find('tester', number, 'qa', { reproduced: 'no', tried: '三个浏览器、两个账号、五万行数据' })

  const back = {
    duty: 'owner',
    toStaffId: line.ids[owner],
    toStation: 'frontline',
    done: '没有复现',
    needed: '请联系客户',
    reason: '无法复现',
  }
  const refused = await line.call('tester', 'POST', `/tickets/${number}/hand-offs`, back)
  expect([refused.status, refused.body.code]).toEqual([422, 'not-reproduced-needs-lead'])
  const moved = await line.call('tester', 'POST', `/tickets/${number}/moves`, { toStation: 'frontline', reason: '无法复现' })
  expect([moved.status, moved.body.code]).toEqual([422, 'not-reproduced-needs-lead'])
  expect(await line.ticket(number)).toMatchObject({ owner: { id: line.ids.tester }, station: 'qa' })

  await line.handedOver('tester', 'projectLead', number, { toStation: 'project_lead', done: '试过三个浏览器', needed: '请与客户一起看' })
  // The customer keeps the same liaison all along.
  expect(await line.ticket(number)).toMatchObject({
    owner: { id: line.ids.projectLead },
    liaison: { id: line.ids[owner] },
    station: 'project_lead',
  })
  const early = await line.call('projectLead', 'POST', `/tickets/${number}/hand-offs`, { ...back, done: '已沟通' })
  expect(early.body.code).toBe('exit-criteria-missing')

  const called = {
    channel: 'phone',
    contactId: line.ids.customer,
    from: '2026-11-24T01:50:00Z',
    to: '2026-11-24T02:00:00Z',
    said: '远程连上客户环境，发现导出目录被改到网络盘',
  }
  await line.done('projectLead', 'POST', `/tickets/${number}/contact-records`, called)
  await line.find('projectLead', number, 'project_lead', { note: '客户把导出目录配置到了网络盘', verdict: 'environment' })
  await line.handedOver('projectLead', owner, number, { toStation: 'frontline', done: '找到原因', needed: '请答复客户' })
  await line.done(owner, 'PATCH', `/tickets/${number}`, { report: { environment: { special: '导出目录为网络盘' } } }, { 'if-match': '1' })

  const bare = await line.call(owner, 'POST', `/tickets/${number}/resolution`, {
    text: '导出目录改回本地',
    causeClass: 'environment',
    prevention: '部署检查单加一项',
  })
  expect(bare.body.code).toBe('not-ours-needs-evidence')
  expect(await line.resolve(owner, number, { causeClass: 'environment', evidence: '远程会话截图' })).toMatchObject({
    status: 'resolved',
    bounceCount: 0,
  })
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 5 })
  const closed = await line.ticket(number)
  expect(closed).toMatchObject({ status: 'closed', report: { environment: { special: '导出目录为网络盘' } } })
  const owners = (await line.timeline(number))
    .filter((one) => one.type === 'ticket.hand-off-accepted')
    .map((one) => line.who(one.data.toId))
  expect(owners).toEqual(['tester', 'projectLead', owner])
})
