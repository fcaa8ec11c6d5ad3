import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTokenServer, type TokenServer } from '../fakes/token-server.ts'
import { freePort } from '../mail/servers/run-server.ts'
import { axeFindings, startWalk, type Walk } from './walk.ts'

let walk: Walk
let provider: TokenServer
beforeAll(async () => {
  // People are sent back to where the workspace says it is: it must be there.
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const returnsTo = `${url}/admin/mailboxes/signed-in`
  provider = await startTokenServer({ user: 'support@vendor.test', refreshToken: null, clientSecret: 'client-secret-1', returnsTo })
  walk = await startWalk({ PORT: String(port), MUSTER_PUBLIC_URL: url, MUSTER_MICROSOFT_LOGIN: provider.login })
})
afterAll(async () => {
  await walk.stop()
  await provider.close()
})

test('an administrator connects a mailbox at Microsoft, signs in there, and comes back to a mailbox that is signed in to', async () => {
  const page = await walk.open('administrator')
  await page.goto(`${walk.muster.url}/admin/mailboxes`)
  await page.getByRole('button', { name: '连接邮箱' }).click()
  const dialog = page.getByRole('dialog', { name: '连接邮箱' })
  await dialog.getByLabel('名称', { exact: true }).fill('客户支持')
  await dialog.getByLabel('邮箱地址').fill('support@vendor.test')
  await pick(page, '业务线', '报表分析')
  await pick(page, '怎样收信', '不收信')
  await pick(page, '登录方式', 'Microsoft 365（个人授权）')
  await dialog.getByLabel('服务器', { exact: true }).fill('127.0.0.1')
  await dialog.getByLabel('端口').fill('1')
  await dialog.getByLabel('用户名').fill('support@vendor.test')
  await dialog.getByText(`${walk.muster.url}/admin/mailboxes/signed-in`).waitFor()
  await dialog.getByLabel('应用（客户端）ID').fill('client-1')
  await dialog.getByLabel('客户端密钥').fill('client-secret-1')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '连接邮箱' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const row = page.getByRole('row', { name: /客户支持/ })
  await row.getByText('还没有登录授权').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await row.getByRole('button', { name: '登录授权：客户支持' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByText('“客户支持”已登录授权').waitFor()
  // What the code was traded for is tried at once; nobody listens there.
  await page.getByText('“客户支持”没有全部连通').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(page.url()).toBe(`${walk.muster.url}/admin/mailboxes/signed-in`)
  expect(provider.requests).toHaveLength(1)
  await page.getByRole('link', { name: '回到邮箱列表' }).click()
  await row.waitFor()
  expect(await row.getByText('还没有登录授权').count()).toBe(0)
})

test('whoever declines at the provider reads why; going back to a page that was used changes nothing', async () => {
  const page = await walk.open('administrator', { locale: 'en', width: 390, height: 844, dark: true })
  await page.goto(`${walk.muster.url}/admin/mailboxes`)
  await page.getByRole('button', { name: 'More for 客户支持' }).click()
  await page.locator('.act-menu').getByRole('button', { name: 'Sign in' }).click()
  const cancel = page.getByRole('button', { name: 'Cancel' })
  await cancel.waitFor()
  const state = provider.asked.at(-1)!['state']
  await cancel.click()
  await page.getByRole('alert').getByText('access_denied: AADSTS65004: the user declined to consent.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const asked = provider.requests.length
  await page.goto(`${walk.muster.url}/admin/mailboxes/signed-in?code=code-1&state=${state}`)
  await page.getByRole('alert').getByText('was used already').waitFor()
  await page.goto(`${walk.muster.url}/admin/mailboxes/signed-in`)
  await page.getByRole('alert').getByText('was used already').waitFor()
  expect(provider.requests).toHaveLength(asked)
})

async function pick(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label })
  // What was picked before may take away a field of the same name (how to receive), in the next turn of the page.
  await expect.poll(() => box.count(), { timeout: 10_000 }).toBe(1)
  await box.click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click()
}
