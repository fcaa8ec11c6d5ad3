import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { totp } from './totp.ts'
import { axeFindings, emailOf, PASSWORD, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
  await walk.letIn('support', 'tester')
})
afterAll(() => walk.stop())

test('whoever is not signed in is led to the door, told what is wrong there, and then to where they wanted to go', async () => {
  const page = await walk.stranger()
  await page.goto(`${walk.muster.url}/desk`)
  await page.waitForURL(/\/sign-in\?next=/)
  await page.getByRole('heading', { name: '登录' }).waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.getByLabel('邮箱').fill(emailOf('support'))
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('邮箱或密码不正确')

  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill('still not it')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('The e-mail or the password is wrong').waitFor()

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'My desk' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/desk')
  expect(await axeFindings(page)).toEqual([])
})

test.each(['/sign-in?next=%2Fsign-in', '//elsewhere.example/'])(
  'the door leads in, whatever page it was asked to lead to: %s',
  async (next) => {
    const page = await walk.stranger()
    await page.goto(`${walk.muster.url}/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('邮箱').fill(emailOf('support'))
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${walk.muster.url}/`)
  },
)

test('a browser that speaks another language changes nobody; a choice does, whatever changed meanwhile, and no conflict is met', async () => {
  const localeOf = async () => (await walk.muster.call('projectLead', 'GET', '/me')).body
  const page = await walk.open('projectLead', { locale: 'en' })
  const saves: number[] = []
  page.on('response', (reply) => {
    if (reply.request().method() === 'PATCH') saves.push(reply.status())
  })
  await page.getByRole('heading', { name: 'Front line', exact: true }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Front line', exact: true }).waitFor()
  expect([saves, (await localeOf()).locale]).toEqual([[], 'zh-CN'])

  await walk.muster.call(
    'administrator',
    'PATCH',
    `/staff/${walk.muster.company.ids.projectLead}`,
    { title: 'Sales' },
    { 'if-match': '"1"' },
  )
  await page.getByRole('button', { name: '中文', exact: true }).click()
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await expect.poll(async () => (await localeOf()).locale).toBe('en')
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('who is on duty now is one tap away, by line and function', async () => {
  const page = await walk.open('support')
  await page.getByRole('button', { name: '现在谁当值' }).click()
  const line = page.getByRole('region', { name: '报表分析' })
  await line.getByText('李想').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const board = await walk.muster.call('support', 'GET', `/on-duty?productLineId=${walk.muster.company.ids.line}`)
  const named = await line.getByRole('listitem').allTextContents()
  const people = board.body.items[0].functions.flatMap((one: { people: { name: string }[] }) => one.people.map(({ name }) => name))
  expect(named.map((text) => text.replace(/手上.*$/, ''))).toEqual(people)
})

test('a link comes by mail, signs in by a tap, and only once', async () => {
  const { url } = walk.muster
  const page = await walk.stranger()
  await page.getByRole('button', { name: '发送登录链接到邮箱' }).click()
  await page.getByLabel('邮箱').fill(emailOf('tester'))
  await page.getByRole('button', { name: '发送登录链接', exact: true }).click()
  await page.getByText('邮件已发出').waitFor()
  expect(await axeFindings(page)).toEqual([])

  const token = await mailedToken()
  await page.goto(`${url}/sign-in#token=${token}`)
  await page.getByRole('button', { name: '确认登录' }).click()
  await page.waitForURL(`${url}/`)
  const other = await walk.stranger()
  await other.goto(`${url}/sign-in#token=${token}`)
  await other.getByRole('button', { name: '确认登录' }).click()
  expect(await other.getByRole('alert').textContent()).toContain('已经用过')
})

test('with two steps, the password alone does not open; the code does', async () => {
  const page = await walk.open('product')
  const setUp = await page.evaluate(postJson, { path: '/api/auth/two-factor/enable', body: { password: PASSWORD } })
  const secret = new URL(String(setUp['totpURI'])).searchParams.get('secret') ?? ''
  await page.evaluate(postJson, { path: '/api/auth/two-factor/verify-totp', body: { code: totp(secret) } })
  await page.getByRole('button', { name: '王雪：我的菜单' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.getByLabel('邮箱').fill(emailOf('product'))
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '输入验证码' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('验证码').fill('000000')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('验证码不正确')
  await page.getByLabel('验证码').fill(totp(secret))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(`${walk.muster.url}/`)
})

test('the front line shows what nobody has accepted, live, and new rows wait until the reader wants them', async () => {
  const page = await walk.open('support')
  await page.getByRole('heading', { name: '一线', exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await page.getByText('前线平静').isVisible()).toBe(true)

  await report('导出报表一直转圈')
  await page.getByRole('button', { name: '1 条新工单' }).click()
  const row = page.getByRole('article').filter({ hasText: '导出报表一直转圈' })
  await row.getByText('尚未认领').waitFor()
  expect(await row.getByText('华东制造').isVisible()).toBe(true)

  await report('看板打不开')
  await page.getByRole('button', { name: '1 条新工单' }).waitFor()
  expect(await page.getByRole('article').count()).toBe(1)
  await page.keyboard.press('.')
  await page.getByRole('article').filter({ hasText: '看板打不开' }).waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tickets\/T-\d+$/)
  await page.goBack()
  await page.getByRole('article').first().waitFor()
})

test('filters live in the address and survive a reload', async () => {
  const page = await walk.open('support')
  await page.getByText('S1', { exact: true }).click()
  await page.waitForURL(/severity=S1/)
  await page.reload()
  await page.getByText('没有符合条件的工单').waitFor()

  // What no filter knows is none: everything is shown, and nothing offers to be taken off.
  await page.goto(`${walk.muster.url}/tickets?severity=S9&status=gone&colour=red`)
  await page.getByRole('status').filter({ hasText: /工单/ }).first().waitFor({ state: 'attached' })
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByRole('button', { name: '清除' }).count()).toBe(0)
})

test('dark, English, narrow: the same front line without a finding', async () => {
  const page = await walk.open('support', { locale: 'en', dark: true, width: 390, height: 844 })
  await page.getByRole('heading', { name: 'Nobody has accepted' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${walk.muster.url}/tickets`)
  await page.getByRole('table').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
})

test('in English and wide, a station of a row and a countdown beside long words stand in full', async () => {
  const { muster } = walk
  const made = await muster.call('support', 'POST', '/tickets', {
    ...{ kind: 'defect', title: '导出超时', accountId: muster.company.ids.account },
    report: { symptom: '一直转圈', impact: 'department', urgency: 'degraded' },
  })
  expect(made.status).toBe(201)
  const { number } = made.body
  const dueAt = new Date((await muster.now()) + (19 * 60 + 15) * 60_000).toISOString()
  const promise = { kind: 'promise', text: '把两万行以上的报表分批导出，并把每一批的结果发给财务和审计', dueAt }
  expect((await muster.call('support', 'POST', `/tickets/${number}/obligations`, promise)).status).toBe(201)
  const page = await walk.open('support', { locale: 'en', width: 1280 })
  const cut = (within: string, what: string) =>
    page.evaluate(
      `[...document.querySelectorAll('${within} ${what}')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)`,
    )
  await page.getByRole('article').filter({ hasText: number }).waitFor()
  expect(await cut('.row__relay', '.relay__name')).toEqual([])
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByText(promise.text).first().waitFor()
  expect(await cut('.obligation', '.countdown')).toEqual([])
})

test('two tabs share one stream', async () => {
  const page = await walk.open('support2')
  const second = await page.context().newPage()
  const streams: string[] = []
  second.on('request', (request) => {
    if (request.url().endsWith('/api/v1/stream')) streams.push(request.url())
  })
  await second.goto(`${walk.muster.url}/`)
  await second.getByRole('heading', { name: '无人认领' }).waitFor()
  await report('两个标签页都能看到')
  await page.getByRole('button', { name: '1 条新工单' }).waitFor()
  await second.getByRole('button', { name: '1 条新工单' }).waitFor()
  expect(streams).toEqual([])
})

async function report(title: string): Promise<void> {
  const reply = await walk.muster.call('customer', 'POST', '/tickets', { kind: 'defect', title, report: { symptom: title } })
  expect(reply.status).toBe(201)
}

/** The newest mail Muster wrote, waited for: a job writes it. */
async function mailedToken(): Promise<string> {
  const folder = join(walk.muster.dataDir, 'mails')
  return await vi.waitFor(
    () => {
      const newest = readdirSync(folder).toSorted().at(-1)
      const token = /#token=([\w.-]+)/.exec(readFileSync(join(folder, newest ?? ''), 'utf8'))?.[1]
      if (!token) throw new Error('no link in the newest mail')
      return token
    },
    { timeout: 10_000, interval: 100 },
  )
}

/** Runs in the page, with its cookies. */
async function postJson({ path, body }: { path: string; body: object }): Promise<Record<string, unknown>> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return (await response.json()) as Record<string, unknown>
}
