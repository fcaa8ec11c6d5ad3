import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Who } from '../harness/company.ts'
import { axeFindings, choose, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

const WORDS = '评审过了：本年度不做单独的打印模板，可以先导出再套用模板，步骤见附件。'

test('product declines a request in words for the customer; the front line resolves it with them, and the customer reads them', async () => {
  const { number, owner } = await requested('希望增加打印模板')
  const page = await walk.open('lead')
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  const dialog = await findingOfProduct(page)
  await dialog.getByText('不接受', { exact: true }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  // Without words for the customer it is not declined.
  await dialog.getByText('必填', { exact: true }).waitFor()
  await dialog.getByLabel('给客户的话').fill(WORDS)
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })

  const desk = await walk.open(owner)
  await desk.goto(`${walk.muster.url}/tickets/${number}`)
  await desk.getByRole('button', { name: '解决', exact: true }).click()
  const resolving = desk.getByRole('dialog', { name: '解决' })
  await resolving.getByText('评审结果：不接受').waitFor()
  // What was typed already stays.
  await resolving.getByLabel('解决说明').fill('张敏您好：')
  await resolving.getByRole('button', { name: '填入给客户的话' }).click()
  expect(await resolving.getByLabel('解决说明').inputValue()).toBe(`张敏您好：\n${WORDS}`)
  expect(await axeFindings(desk)).toEqual([])
  await choose(desk, '原因分类', '设计')
  await resolving.getByLabel('怎样防止再次发生').fill('不涉及')
  await resolving.getByRole('button', { name: '解决', exact: true }).click()
  await resolving.waitFor({ state: 'hidden' })

  const customer = await walk.open('customer', { width: 390, height: 844 })
  await customer.goto(`${walk.muster.url}/tickets/${number}`)
  await customer.getByText(WORDS).first().waitFor()
})

test('later: its date is one tap away where the customer is told, and becomes what the owner owes', async () => {
  const { number, id, owner } = await requested('希望支持批量改名')
  const page = await walk.open(owner)
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  const dialog = await findingOfProduct(page)
  await dialog.getByText('以后再议', { exact: true }).click()
  await dialog.getByRole('button', { name: '7 天后' }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await page.keyboard.press('r')
  await page.getByText('评审结果：以后再议').waitFor()
  await page.getByRole('button', { name: '填入回看时间' }).click()
  await page.getByLabel('写给客户…').fill('这个版本排不进去，下周评审会上再看，结果告诉您。')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '发送给客户' }).click()
  await page.getByRole('article').filter({ hasText: '下周评审会上再看' }).waitFor()
  const owed = await walk.muster.call('administrator', 'GET', `/obligations?subjectType=ticket&subjectId=${id}&kind=revisit`)
  const found = await walk.muster.call('administrator', 'GET', `/tickets/${number}/findings`)
  const { revisitAt } = found.body.items[0].data
  expect(revisitAt).toMatch(/^2026-12-0/)
  expect(owed.body.items).toMatchObject([{ kind: 'revisit', dueAt: revisitAt }])
})

async function findingOfProduct(page: Page) {
  await page.getByRole('button', { name: '记录排查结论' }).click()
  const dialog = page.getByRole('dialog', { name: '记录排查结论' })
  await choose(page, '环节', '产品')
  return dialog
}

/** A request of the customer's, triaged, and who owns it. */
async function requested(title: string): Promise<{ readonly number: string; readonly id: string; readonly owner: Who }> {
  const report = { symptom: title, impact: 'person', urgency: 'workaround' }
  const { number, id } = (await walk.muster.call('customer', 'POST', '/tickets', { kind: 'request', title, report })).body
  const { body } = await walk.muster.call('administrator', 'GET', `/tickets/${number}`)
  const owner: Who = body.owner.name === '周舟' ? 'support2' : 'support'
  await walk.muster.call(owner, 'POST', `/tickets/${number}/triage`, { impact: 'person', urgency: 'workaround' })
  return { number, id, owner }
}
