import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totp } from './totp.ts'
import { axeFindings, emailOf, PASSWORD, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

const open = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `${name}：我的菜单` }).click()
  await page.getByRole('button', { name: '我的设置' }).click()
  await page.getByRole('heading', { name: '我的设置' }).waitFor()
}

test('two-step verification is switched on with an app, its codes are shown once, one opens the door, and it is switched off', async () => {
  const page = await walk.open('product')
  await open(page, '王雪')
  await page.getByRole('heading', { name: '两步验证' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '开启两步验证' }).click()
  await page.getByLabel('当前密码').fill('not the password')
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('当前密码不正确').waitFor()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByRole('img', { name: '供验证器应用扫描的二维码' }).waitFor()
  const secret = ((await page.locator('.own__secret').textContent()) ?? '').replaceAll(' ', '')
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('验证码', { exact: true }).fill('000000')
  await page.getByRole('button', { name: '开启两步验证' }).click()
  await page.getByText('两步验证还没有开启').waitFor()
  await page.getByLabel('验证码', { exact: true }).fill(totp(secret))
  await page.getByRole('button', { name: '开启两步验证' }).click()
  const codes = page.getByRole('list', { name: '备用码' }).getByRole('listitem')
  await codes.first().waitFor()
  const code = (await codes.first().textContent()) ?? ''
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('已开启').waitFor()
  expect(await page.getByText(code).count()).toBe(0)

  const elsewhere = await walk.stranger()
  await elsewhere.getByLabel('邮箱').fill(emailOf('product'))
  await elsewhere.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await elsewhere.getByRole('button', { name: '登录', exact: true }).click()
  await elsewhere.getByLabel('验证码').fill(totp(secret))
  await elsewhere.getByRole('button', { name: '登录', exact: true }).click()
  await elsewhere.getByRole('heading', { name: '一线', exact: true }).waitFor()

  await page.getByRole('button', { name: '关闭两步验证' }).click()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByRole('button', { name: '关闭两步验证' }).click()
  await page.getByText('未开启').waitFor()
})

test('a changed password signs out everywhere else; one other device is signed out by itself', async () => {
  const page = await walk.open('engineer')
  const other = await walk.open('engineer')
  await page.goto(`${walk.muster.url}/profile`)
  await page.getByRole('button', { name: /^退出：/ }).click()
  await expect.poll(() => page.getByRole('button', { name: /^退出：/ }).count()).toBe(0)
  await other.reload()
  await other.waitForURL(/\/sign-in/)

  const third = await walk.open('engineer')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByLabel('新密码').fill('another-way-in-10')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('密码已修改').waitFor()
  await third.reload()
  await third.waitForURL(/\/sign-in/)
  await page.reload()
  await page.getByRole('heading', { name: '我的设置' }).waitFor()
})

test('somebody who says they are away is passed by, and comes back when they say so', async () => {
  const page = await walk.open('tester')
  await page.goto(`${walk.muster.url}/profile`)
  await page.getByRole('button', { name: '填写不在岗时间' }).click()
  await page.getByRole('group', { name: '到', exact: true }).getByRole('button', { name: '2 天后' }).click()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText(/^不在岗，到/).waitFor()
  const away = await walk.muster.call('tester', 'GET', `/staff/${walk.muster.company.ids.tester}`)
  expect(away.body.awayUntil).not.toBeNull()
  await page.getByRole('button', { name: '我回来了' }).click()
  await page.getByText('在岗', { exact: true }).waitFor()
})

test('a customer has the same for themselves, on a phone, in English', async () => {
  const page = await walk.open('customer', { locale: 'en', width: 390, height: 844 })
  await page.goto(`${walk.muster.url}/profile`)
  await page.getByRole('heading', { name: 'Two-step verification' }).waitFor()
  await page.getByRole('button', { name: 'Switch on two-step verification' }).click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
})
