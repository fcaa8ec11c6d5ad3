import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, choose, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

const TITLE = '月度经营报表导出一直转圈'

test('a problem goes from the phone to its confirmation through four pairs of hands, each step given on the screen', async () => {
  const reporter = await walk.open('support')
  const number = await reportIt(reporter)
  // Intake gave it to whoever of the two on the front line has less to do.
  const support = (await reporter.getByText('周舟').count()) > 0 ? await walk.open('support2') : reporter
  await support.goto(`${walk.muster.url}/tickets/${number}`)
  await claimTriageAndAnswer(support)
  await offer(support, '李娜', { done: '确认了现象，客户环境是私有部署', needed: '请复现，关注两万行以上' })

  const tester = await walk.open('tester')
  await acceptOnDesk(tester, number)
  await record(tester, async () => {
    await tester.getByText('能复现', { exact: true }).click()
    await tester.getByLabel('证据').fill('两万行以上必现，一万行正常')
  })
  await offer(tester, '陈工', { done: '已复现', needed: '请定位并修复' })

  const engineer = await walk.open('engineer')
  await acceptOnDesk(engineer, number)
  await record(engineer, async () => {
    await engineer.getByLabel('原因').fill('导出没有分页')
    await engineer.getByLabel('修复编号').fill('MR-42')
  })
  await walk.muster.advance(5)
  // What blocks the next step is said beside it.
  await engineer.getByText('验证', { exact: false }).first().waitFor()
  await verify(tester, number)
  await resolve(engineer)
  expect(await axeFindings(engineer)).toEqual([])

  await confirmFor(support, number)
  await support.getByText('已关闭', { exact: true }).first().waitFor()
  await support.getByRole('link', { name: '过程' }).click()
  await support.getByText('工单关闭：客户已确认').waitFor()
  expect(await axeFindings(support)).toEqual([])
}, 400_000)

test('nothing typed is lost: a note and a report survive a reload', async () => {
  const page = await walk.open('support2')
  await page.goto(`${walk.muster.url}/report`)
  await page.getByLabel('标题').fill('写到一半')
  await page.reload()
  expect(await page.getByLabel('标题').inputValue()).toBe('写到一半')
  const reply = await walk.muster.call('customer', 'POST', '/tickets', { kind: 'question', title: '草稿', report: { symptom: '草稿' } })
  await page.goto(`${walk.muster.url}/tickets/${reply.body.number}`)
  await page.getByRole('heading', { name: '草稿', exact: true }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('您好，正在')
  await page.reload()
  expect(await page.getByLabel('写给客户…').inputValue()).toBe('您好，正在')
})

test('two people edit one description: the second is told who was first, and keeps what they typed', async () => {
  const reply = await walk.muster.call('customer', 'POST', '/tickets', { kind: 'question', title: '两人同改', report: { symptom: '原文' } })
  const { number, version } = reply.body as { number: string; version: number }
  const page = await walk.open('support')
  await page.goto(`${walk.muster.url}/tickets/${number}?tab=description`)
  await page.getByRole('button', { name: '修改问题描述' }).click()
  await page.getByLabel('期望的结果').fill('我写的')
  const other = await walk.muster.call(
    'support2',
    'PATCH',
    `/tickets/${number}`,
    { report: { symptom: '别人改的' } },
    { 'if-match': `"${version}"` },
  )
  expect(other.status).toBe(200)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  expect(await page.getByRole('alert').first().textContent()).toContain('周舟')
  expect(await page.getByLabel('期望的结果').inputValue()).toBe('我写的')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: '修改问题描述' }).waitFor()
  await page.getByText('我写的').waitFor()
  await page.getByText('别人改的').waitFor()
})

async function reportIt(page: Page): Promise<string> {
  await page.getByRole('link', { name: '上报问题' }).first().click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请写一个标题').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await choose(page, '客户', '华东制造')
  await choose(page, '联系人', '张敏')
  await page.getByLabel('标题').fill(TITLE)
  await page.getByLabel('现象').fill('点击导出后一直转圈，十分钟没有结果')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('一个部门').click()
  await page.getByText('有绕行办法').click()
  await page.getByLabel('发生时间').last().fill('2026-11-24T09:30')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.waitForURL(/\/tickets\/T-\d+$/)
  await page.getByRole('heading', { name: TITLE }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function claimTriageAndAnswer(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^认领/ }).click()
  await page.getByText('已认领').first().waitFor()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: '定级' })
  await dialog.getByText('一般', { exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '定级' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('r')
  await page.getByLabel('写给客户…').fill('张敏您好，已经收到，正在复现，今天 18:00 前给您进展。')
  await page.getByRole('button', { name: '今天 18:00' }).click()
  await page.getByText('所有能看到这张工单的客户联系人，包括张敏').waitFor()
  await page.getByRole('button', { name: '发送给客户' }).click()
  await page.getByRole('article').filter({ hasText: '今天 18:00 前给您进展' }).getByText('发给客户').waitFor()
}

async function offer(page: Page, to: string, words: { done: string; needed: string }): Promise<void> {
  await page.locator('body').click({ position: { x: 300, y: 70 } })
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog', { name: '转交' })
  await dialog.getByText('指定的同事').click()
  await choose(page, '同事', to)
  await dialog.getByLabel('已经做了什么').fill(words.done)
  await dialog.getByLabel('还需要什么').fill(words.needed)
  await dialog.getByRole('button', { name: '提出转交' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText(`转交给${to}`).waitFor()
}

async function acceptOnDesk(page: Page, number: string): Promise<void> {
  await page.goto(`${walk.muster.url}/desk`)
  await page.getByRole('button', { name: '接手' }).click()
  await page.getByRole('button', { name: '接手' }).waitFor({ state: 'hidden' })
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('heading', { name: TITLE }).waitFor()
}

async function record(page: Page, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '记录排查结论' }).click()
  const dialog = page.getByRole('dialog', { name: '记录排查结论' })
  await dialog.waitFor()
  await fill()
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function verify(page: Page, number: string): Promise<void> {
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await record(page, async () => {
    await choose(page, '环节', '测试')
    await page.getByText('是', { exact: true }).click()
  })
}

async function resolve(page: Page): Promise<void> {
  await page.getByRole('button', { name: '解决', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '解决' })
  await dialog.getByLabel('解决说明').fill('导出已改为分页，两万行以上正常。')
  await choose(page, '原因分类', '实现')
  await dialog.getByLabel('怎样防止再次发生').fill('加入两万行导出的回归用例')
  await dialog.getByRole('button', { name: '解决', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('待客户确认').first().waitFor()
}

async function confirmFor(page: Page, number: string): Promise<void> {
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.locator('.act-menu').getByRole('button', { name: '记一次沟通' }).click()
  const call = page.getByRole('dialog', { name: '记一次沟通' })
  await call.getByLabel('说了什么').fill('好了，月报已经导出。')
  await call.getByRole('button', { name: '保存' }).click()
  await call.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '代客户确认' }).click()
  const dialog = page.getByRole('dialog', { name: '代客户确认' })
  await dialog.getByLabel('客户的原话').fill('好了，月报已经导出。')
  await dialog.getByRole('button', { name: '代客户确认' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
