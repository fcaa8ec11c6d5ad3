import { sql } from 'kysely'
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

test('how the bell reaches one by mail is chosen with the keyboard, kept, and it is said plainly when nothing can be sent', async () => {
  const page = await walk.open('support')
  await open(page, '李想')
  const section = page.getByRole('region', { name: '通知邮件' })
  await section.getByText('support@vendor.test').waitFor()
  await section.getByText('管理员还没有配置发信邮箱').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await section.getByRole('radio', { name: /^立即/ }).focus()
  await page.keyboard.press('ArrowDown')
  await section.getByText('已保存').waitFor()
  const chosen = async () => (await walk.muster.call('support', 'GET', '/me')).body.notificationMail
  expect(await chosen()).toBe('digest')
  // What is kept elsewhere in the same row still saves afterwards.
  await page.getByRole('button', { name: '填写不在岗时间' }).click()
  await page.getByRole('group', { name: '到', exact: true }).getByRole('button', { name: '2 天后' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText(/^不在岗，到/).waitFor()
  await section.getByRole('radio', { name: /^不发/ }).check()
  await expect.poll(chosen).toBe('none')
  await page.getByRole('button', { name: '我回来了' }).click()
  await page.getByText('在岗', { exact: true }).waitFor()

  await sql`insert into mailboxes (id, name, address, product_line_id, locale, receive, send, is_default, created_at)
    values (gen_random_uuid(), '支持', 'hello@vendor.test', ${walk.muster.company.ids.line}, 'zh-CN', '{"by": "none"}', '{"by": "smtp", "host": "127.0.0.1", "port": 9}', true, ${new Date().toISOString()})`.execute(
    walk.muster.app.db,
  )
  await page.reload()
  await section.getByRole('radio', { name: /^每日汇总/ }).check()
  await section.getByText(/^下一封汇总最早在 .*08:30 发出/).waitFor()
  expect(await section.getByText('管理员还没有配置发信邮箱').count()).toBe(0)
  await sql`insert into mail_addresses (address, standing, bounces, bounced_at) values ('support@vendor.test', 'permanent', 1, ${new Date().toISOString()})`.execute(
    walk.muster.app.db,
  )
  await page.reload()
  await section.getByText('发往 support@vendor.test 的邮件被永久退回').waitFor()
  await sql`truncate mail_addresses, mailboxes cascade`.execute(walk.muster.app.db)
  await page.context().close()

  const phone = await walk.open('support', { locale: 'en', width: 390, height: 844, dark: true })
  await phone.goto(`${walk.muster.url}/profile`)
  await phone
    .getByRole('region', { name: 'Notification mail' })
    .getByRole('radio', { name: /^Daily digest/ })
    .waitFor()
  expect(await axeFindings(phone)).toEqual([])
  expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
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
