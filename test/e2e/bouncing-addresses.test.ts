import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { axeFindings, startWalk, type Walk } from './walk.ts'

const GONE = 'gone@huadong.test'
const FULL = 'a-rather-long-name.of-somebody-in-another-department@subsidiary.huadong.test'
let walk: Walk
let number: string
beforeAll(async () => {
  walk = await startWalk()
  const ticket = await walk.muster.call('customer', 'POST', '/tickets', {
    kind: 'defect',
    title: '导出失败',
    report: { symptom: '没反应' },
  })
  number = ticket.body.number
  const message = await walk.muster.call('support', 'POST', `/tickets/${number}/messages`, { audience: 'customer', body: '请升级。' })
  const { rows } = await sql<{ id: string }>`select id from tickets where number = ${Number(number.slice(2))}`.execute(walk.muster.app.db)
  for (const [state, address, response] of [
    ['bounced', GONE, '550 5.1.1 no such user'],
    ['sent', FULL, null],
  ] as const)
    await sql`
      insert into outgoing_mails (id, once, purpose, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id, automatic, state, last_response, created_at, sent_at)
      values (${newId<string>(instant(1))}, ${address}, 'message', ${rows[0]!.id}, ${message.body.id}, 'contact', ${walk.muster.company.ids.customer}, ${address}, '张敏',
        ${address}, false, ${state}, ${response}, '2026-11-24T02:00:00Z', '2026-11-24T02:00:06Z')`.execute(walk.muster.app.db)
})
afterAll(() => walk.stop())
beforeEach(async () => {
  await sql`delete from mail_addresses`.execute(walk.muster.app.db)
})

const bounce = () =>
  sql`insert into mail_addresses (address, standing, bounces, status, diagnostic, bounced_at) values
    (${GONE}, 'permanent', 2, '5.1.1', '550 5.1.1 no such user', '2026-11-24T01:00:00Z'),
    ('moved@huadong.test', 'permanent', 3, '5.7.1', ${`smtp; 550-Your message was refused: ${'https://filter.huadong.test/why/'.repeat(12)}`}, '2026-11-23T01:00:00Z'),
    (${FULL}, 'temporary', 0, '4.2.2', null, '2026-11-24T01:30:00Z')`.execute(walk.muster.app.db)
const addresses = async () =>
  (await walk.muster.call('administrator', 'GET', '/mail-addresses')).body.items.map((one: { address: string }) => one.address)

/** Where MUSTER_PICTURES says, a picture of what stands there. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['MUSTER_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
const isWideEnough = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

test('from a mail that came back an administrator comes to its address, and has it written to again', async () => {
  await bounce()
  const page = await walk.open('administrator')
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  const deliveries = page.getByRole('list', { name: '邮件送达情况' })
  const link = deliveries.getByRole('link', { name: `在“退信地址”中查看：${GONE}` })
  await link.waitFor()
  // What was sent needs nobody, though its address refuses for now.
  expect(await deliveries.getByRole('link').count()).toBe(1)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'delivery-zh')
  await link.click()
  await page.getByRole('heading', { name: '退信地址' }).waitFor()
  expect(await page.getByRole('searchbox', { name: '查找地址' }).inputValue()).toBe(GONE)
  const row = page.getByRole('row', { name: new RegExp(GONE) })
  await row.getByText('550 5.1.1 no such user').waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  await page.getByRole('button', { name: `恢复发送：${GONE}` }).click()
  const dialog = page.getByRole('dialog', { name: `恢复向 ${GONE} 发送？` })
  await dialog.getByText('之前没发出的不会补发').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'sure-zh')
  await dialog.getByRole('button', { name: /取\s*消/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(`恢复发送：${GONE}`)
  expect(await addresses()).toContain(GONE)
  await page.getByRole('button', { name: `恢复发送：${GONE}` }).click()
  await page.route('**/api/v1/mail-addresses/*', (route) => route.abort())
  await dialog.getByRole('button', { name: '恢复发送' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await addresses()).toContain(GONE)
  await page.unroute('**/api/v1/mail-addresses/*')
  await dialog.getByRole('button', { name: '恢复发送' }).click()
  await page.getByRole('status').getByText(`已恢复向 ${GONE} 发送`).waitFor()
  await page.getByText('没有找到这样的地址').waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain(GONE)
  expect(await addresses()).not.toContain(GONE)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'done-zh')
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await deliveries.getByText('550 5.1.1 no such user').waitFor()
  expect(await link.count()).toBe(0)
})

test('who is no administrator is told that the mail came back, and is led nowhere', async () => {
  await bounce()
  const page = await walk.open('support')
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  const deliveries = page.getByRole('list', { name: '邮件送达情况' })
  await deliveries.getByText('550 5.1.1 no such user').waitFor()
  expect(await deliveries.getByRole('link').count()).toBe(0)
  expect(await page.getByRole('link', { name: '退信地址' }).count()).toBe(0)
})

test('those sent nothing more come first; the others by standing, with what the server said, on a phone in the dark, too', async () => {
  await bounce()
  for (const look of [{ width: 1440 }, { width: 390, height: 844, dark: true, locale: 'en' }] as const) {
    const zh = !('locale' in look)
    const page = await walk.open('administrator', look)
    await page.goto(`${walk.muster.url}/admin/received`)
    await page.getByRole('link', { name: zh ? '退信地址' : 'Bouncing addresses' }).click()
    await page.getByRole('row', { name: /moved@huadong\.test/ }).waitFor()
    expect(await page.getByRole('row', { name: new RegExp(FULL) }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    expect(await isWideEnough(page)).toBe(true)
    await picture(page, `list-${zh ? 'zh' : 'en-narrow-dark'}`)
    await page.getByRole('combobox', { name: zh ? '情况' : 'Standing' }).click()
    await page.locator('.ant-select-item-option', { hasText: zh ? '暂时收不了' : 'Refused for now' }).click()
    const row = page.getByRole('row', { name: new RegExp(FULL) })
    await row.getByText(zh ? '仍在发送' : 'still written to').waitFor()
    await row.getByText('4.2.2').waitFor()
    expect(await row.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('row', { name: /moved@huadong\.test/ }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    expect(await isWideEnough(page)).toBe(true)
    await picture(page, `temporary-${zh ? 'zh' : 'en-narrow-dark'}`)
    await page.context().close()
  }
})

test('while it loads, when it cannot be read, and when there is none, the page says so', async () => {
  const page = await walk.open('administrator', { locale: 'en' })
  const list = '**/api/v1/mail-addresses?*'
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  await page.route(list, async (route) => {
    await answered
    await route.abort()
  })
  await page.goto(`${walk.muster.url}/admin/bouncing`)
  await page.locator('.skeletons').waitFor()
  expect(await axeFindings(page)).toEqual([])
  answer()
  await page.getByRole('alert').waitFor({ timeout: 30_000 })
  expect(await page.getByText('Every address is written to').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'error-en')
  await page.unroute(list)
  await page.getByRole('alert').getByRole('button').click()
  await page.getByText('Every address is written to').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'none-en')
})

test('what somebody else has opened again meanwhile is done, not an error', async () => {
  await bounce()
  const page = await walk.open('administrator')
  await page.goto(`${walk.muster.url}/admin/bouncing`)
  await page.getByRole('button', { name: '恢复发送：moved@huadong.test' }).click()
  await walk.muster.call('administrator', 'DELETE', '/mail-addresses/moved@huadong.test')
  await page.getByRole('dialog').getByRole('button', { name: '恢复发送' }).click()
  await page.getByRole('status').getByText('已恢复向 moved@huadong.test 发送').waitFor()
  await page.getByRole('row', { name: /moved@/ }).waitFor({ state: 'detached' })
  expect(await page.getByRole('alert').count()).toBe(0)
})
