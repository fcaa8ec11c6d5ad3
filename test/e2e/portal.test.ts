import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteIdentity } from '#auth'
import { axeFindings, PASSWORD, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

const PHONE = { width: 390, height: 844 }
const TITLE = '导出报表一直转圈'

test('on a phone a customer reports in three steps, hears when we speak next, answers, and confirms in one tap', async () => {
  const page = await walk.open('customer', PHONE)
  await page.getByRole('heading', { name: '我的问题' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const number = await reportIt(page)
  const owner = await ownerOf(number)
  await page.getByText('下次进展').first().waitFor()
  expect(await axeFindings(page)).toEqual([])

  await say(owner, number, '正在您的环境里重现，一小时内给您进展。')
  await page.getByText('正在您的环境里重现').waitFor()
  await page.getByLabel('补充说明或提问').fill('月底要对账，请快一点。')
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByRole('listitem').getByText('月底要对账，请快一点。').waitFor()
  await expect.poll(() => page.getByLabel('补充说明或提问').inputValue()).toBe('')

  await solve(owner, number)
  await page.getByRole('heading', { name: '解决了吗？' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.locator('.stars').first().getByText('5 分').check({ force: true })
  await page.getByRole('button', { name: '是的，已解决' }).click()
  await page.getByText('您已确认解决。').first().waitFor()
  const closed = await walk.muster.call(owner, 'GET', `/tickets/${number}`)
  expect(closed.body).toMatchObject({ status: 'closed', closedAs: 'confirmed' })
})

test('what is not solved goes back to us with its reason, and neither reason nor report is lost by a reload', async () => {
  const page = await walk.open('customer', PHONE)
  await page.goto(`${walk.muster.url}/report`)
  await page.getByLabel('一句话说明').fill('写到一半')
  await page.reload()
  expect(await page.getByLabel('一句话说明').inputValue()).toBe('写到一半')

  const { number } = (
    await walk.muster.call('customer', 'POST', '/tickets', { kind: 'question', title: '怎样开通只读', report: { symptom: '新同事' } })
  ).body
  const owner = await ownerOf(number)
  await say(owner, number, '可以在成员管理里选择只读。')
  await solve(owner, number)
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('button', { name: '还没有解决' }).click()
  await page.getByLabel('还有什么不对？').fill('菜单里没有“只读”')
  await page.reload()
  await page.getByRole('button', { name: '还没有解决' }).click()
  expect(await page.getByLabel('还有什么不对？').inputValue()).toBe('菜单里没有“只读”')
  await page.getByRole('button', { name: '请继续处理' }).click()
  await page.getByText('处理中', { exact: true }).waitFor()
  expect((await walk.muster.call(owner, 'GET', `/tickets/${number}`)).body.status).toBe('open')
})

test('the home page says when we speak next from one request, the same as the ticket’s own page', async () => {
  const report = { symptom: '看不到数据', impact: 'department', urgency: 'degraded' }
  const { number } = (await walk.muster.call('customer', 'POST', '/tickets', { kind: 'defect', title: '首页没有数据', report })).body
  const page = await walk.open('customer', PHONE)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/tickets')) asked.push(new URL(request.url()).pathname)
  })
  await page.reload()
  const card = page.getByRole('link').filter({ hasText: '首页没有数据' })
  await card.getByText('下次进展').waitFor()
  await page.waitForTimeout(500)
  expect(new Set(asked)).toEqual(new Set(['/api/v1/tickets']))
  const [view, list] = [
    await walk.muster.call('customer', 'GET', `/tickets/${number}`),
    await walk.muster.call('customer', 'GET', `/tickets?q=${number}`),
  ]
  expect(list.body.items[0].nextUpdateAt).toBe(view.body.nextUpdateAt)
  expect(view.body.nextUpdateAt).not.toBeNull()
  const ours = await walk.muster.call('support', 'GET', `/tickets?q=${number}`)
  expect(ours.body.items[0].nextUpdateAt).toBeNull()
})

test('a customer meets no word and no page of ours', async () => {
  const { number } = (
    await walk.muster.call('customer', 'POST', '/tickets', { kind: 'defect', title: '数字不对', report: { symptom: '合计不对' } })
  ).body
  const owner = await ownerOf(number)
  await walk.muster.call(owner, 'POST', `/tickets/${number}/messages`, { audience: 'internal', body: '像是去年的老毛病' })
  const page = await walk.open('customer', { ...PHONE, locale: 'en', dark: true })
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('heading', { name: '数字不对' }).waitFor()
  expect(await page.getByText('像是去年的老毛病').count()).toBe(0)
  expect(await page.locator('body').textContent()).not.toMatch(/frontline|engineering|obligation|triage|liaison/i)
  expect(await axeFindings(page)).toEqual([])
  for (const path of ['/desk', '/admin/staff', '/accounts']) {
    await page.goto(`${walk.muster.url}${path}`)
    await page.getByText('No such page').waitFor()
  }
  expect((await walk.muster.call('stranger', 'GET', `/tickets/${number}`)).status).toBe(404)
})

test('the profile changes the language of page and mail, tells where one is signed in, and signs out', async () => {
  const page = await walk.open('colleague', PHONE)
  await page.goto(`${walk.muster.url}/profile`)
  await page.getByRole('heading', { name: '刘洋' }).waitFor()
  await page.getByText('这台设备').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByText('Where you are signed in').waitFor()
  await expect.poll(async () => (await walk.muster.call('colleague', 'GET', '/me')).body.locale).toBe('en')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL(/\/sign-in/)
})

test('a partner’s person sees only what they take part in, and writes to us there', async () => {
  const { app, company } = walk.muster
  await inviteIdentity(app.db, {
    personKind: 'partner',
    personId: company.ids.partner,
    email: 'he@partner.test',
    name: '伙伴小何',
    password: PASSWORD,
  })
  const { number } = (
    await walk.muster.call('customer', 'POST', '/tickets', { kind: 'defect', title: '接口超时', report: { symptom: '网关' } })
  ).body
  const owner = await ownerOf(number)
  await walk.muster.call(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId: company.ids.partner })
  await walk.muster.call(owner, 'POST', `/tickets/${number}/messages`, { audience: 'partner', body: '请确认网关超时设置。' })
  const page = await walk.stranger()
  await page.getByLabel('邮箱').fill('he@partner.test')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '请您协助的问题' }).waitFor()
  await page.getByRole('link', { name: /接口超时/ }).click()
  await page.getByText('请确认网关超时设置。').waitFor()
  expect(await page.getByRole('link', { name: '报一个问题' }).count()).toBe(0)
  await page.getByLabel('补充说明或提问').fill('网关是 30 秒。')
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByRole('listitem').getByText('网关是 30 秒。').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const words = await walk.muster.call(owner, 'GET', `/tickets/${number}/messages`)
  expect(words.body.items.at(-1)).toMatchObject({ audience: 'partner', body: '网关是 30 秒。' })
})

test('the report of cause and remedy appears while the page is open, to the customer and on our own page', async () => {
  const filed = { kind: 'defect', title: '导出超时', report: { symptom: '转圈', occurredAt: '2026-11-24T01:30:00Z' } }
  const { number } = (await walk.muster.call('customer', 'POST', '/tickets', filed)).body
  const owner = await ownerOf(number)
  await say(owner, number, '正在查。')
  await solve(owner, number)
  const page = await walk.open('customer', { ...PHONE, dark: true })
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('heading', { name: '解决了吗？' }).waitFor()
  expect(await page.getByRole('heading', { name: '原因与改进报告' }).count()).toBe(0)

  const ours = await walk.open(owner)
  await ours.goto(`${walk.muster.url}/tickets/${number}?tab=description`)
  await ours.getByRole('button', { name: '更多操作' }).click()
  await ours.getByRole('button', { name: '发送根因与整改报告' }).click()
  const dialog = ours.getByRole('dialog')
  await dialog.getByLabel('报告正文').fill('根因：导出没有分页。')
  await dialog.locator('input[type=file]').setInputFiles({ name: '压测.txt', mimeType: 'text/plain', buffer: Buffer.from('两万行') })
  await dialog.getByRole('button', { name: '移除压测.txt' }).waitFor()
  expect(await axeFindings(ours)).toEqual([])
  await dialog.getByRole('button', { name: '发送根因与整改报告' }).click()

  const sent = page.getByRole('article', { name: '原因与改进报告' })
  await sent.getByText('根因：导出没有分页。').waitFor()
  await sent.getByText('压测.txt').waitFor()
  expect(await axeFindings(page)).toEqual([])

  await ours.getByRole('heading', { name: '根因与整改报告' }).waitFor()
  await ours.getByText('压测.txt').waitFor()
  await ours.getByText('根因：导出没有分页。').waitFor()
  expect(await axeFindings(ours)).toEqual([])
})

async function reportIt(page: Page): Promise<string> {
  await page.getByRole('link', { name: '报一个问题' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请用一句话说明遇到了什么').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('一句话说明').fill(TITLE)
  await page.getByRole('radio', { name: '不好用、结果不对' }).check()
  await page.getByLabel('具体是什么样').fill('点导出以后一直转圈')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '影响有多大？' }).waitFor()
  await page.getByRole('radio', { name: '我们部门' }).check()
  await page.getByRole('radio', { name: '有别的办法先顶着' }).check()
  await page.getByRole('button', { name: '刚刚' }).click()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '下一步' }).click()
  await page.locator('input[type=file]').setInputFiles({ name: '截图.txt', mimeType: 'text/plain', buffer: Buffer.from('转圈') })
  await page.getByText('截图.txt').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '发给我们' }).click()
  await page.waitForURL(/\/tickets\/T-\d+$/)
  await page.getByRole('heading', { name: TITLE }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function ownerOf(number: string): Promise<'support' | 'support2'> {
  const { body } = await walk.muster.call('administrator', 'GET', `/tickets/${number}`)
  return body.owner.id === walk.muster.company.ids.support ? 'support' : 'support2'
}

async function say(who: 'support' | 'support2', number: string, body: string): Promise<void> {
  await walk.muster.call(who, 'POST', `/tickets/${number}/acknowledgement`)
  const said = await walk.muster.call(who, 'POST', `/tickets/${number}/messages`, { audience: 'customer', body })
  expect(said.status).toBe(201)
}

async function solve(who: 'support' | 'support2', number: string): Promise<void> {
  const ways = { text: '已经说明并验证', causeClass: 'usage', prevention: '文档补充了图示', evidence: '录屏' }
  await walk.muster.call(who, 'POST', `/tickets/${number}/triage`, {
    impact: 'person',
    urgency: 'none',
    because: 'corrected',
    reason: '有绕行办法',
  })
  const solved = await walk.muster.call(who, 'POST', `/tickets/${number}/resolution`, ways)
  expect(solved.body.status).toBe('resolved')
}
