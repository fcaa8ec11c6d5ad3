import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { axeFindings, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

let sent = 0
/** A mail from outside is taken; the number of the newest ticket called so. */
async function arrive({
  from,
  subject,
  answers,
  cc,
  to = 'support@vendor.test',
  body = '点导出没反应',
}: Record<string, string>): Promise<string> {
  const id = `${++sent}.people@mail.example`
  const head = [
    ...['Date: Tue, 24 Nov 2026 10:00:00 +0800', `To: ${to}`, `From: ${from}`, `Subject: ${subject}`, `Message-ID: <${id}>`],
    ...(cc ? [`Cc: ${cc}`] : []),
    ...(answers ? [`In-Reply-To: <${answers}>`] : []),
  ]
  const raw = Buffer.from(`${head.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`)
  const { mail } = walk.muster.app
  expect(await mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })).toBe('stored')
  await vi.waitUntil(async () => {
    await mail.takeWaiting(10)
    return (await walk.muster.call('administrator', 'GET', '/received-mails?state=waiting')).body.items.length === 0
  }, 15_000)
  return id
}
const numberOf = async (title: string): Promise<string> =>
  (await walk.muster.call('support', 'GET', `/tickets?q=${encodeURIComponent(title)}&sort=-createdAt`)).body.items[0].number

/** Where MUSTER_PICTURES says, a picture of what stands there. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['MUSTER_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

test('a ticket opened by mail begins with its words; a stranger on its thread is let in, with what they wrote', async () => {
  const first = await arrive({
    from: '张敏 <customer@huadong.test>',
    subject: '导出没反应',
    to: 'support@vendor.test, 甲方小贾 <jia@consult.example>',
    cc: '外包小陈 <chen@outsource.example>, 外人 <stranger@xibu.test>',
  })
  await arrive({ from: '顾问老周 <zhou@qq.com>', subject: 'Re: 导出没反应', answers: first, body: '我是他们请的顾问，日志里有超时。' })
  const number = await numberOf('导出没反应')
  const page = await walk.open('support')
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByText('邮件内容已作为问题描述').waitFor()
  await page.locator('.word__body', { hasText: '点导出没反应' }).waitFor()
  expect(await page.getByText('还没有人说话').count()).toBe(0)
  const note = page.locator('article', { hasText: '日志里有超时' })
  await note.getByText('我们还不认识').waitFor()
  await page.getByText('属于另一家客户，不能参与').waitFor()
  // Each as the mail names them: written to, or copied.
  const standing = (name: string) => page.locator('.strangers li', { hasText: name }).locator('.strangers__standing').textContent()
  expect(await standing('甲方小贾')).toBe('收件人 · 我们还不认识')
  expect(await standing('外包小陈')).toBe('抄送 · 我们还不认识')
  expect(await standing('顾问老周')).toBe('发件人 · 我们还不认识')
  expect(await page.getByRole('button', { name: '让其参与：外人' }).count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'ticket-zh')

  await page.getByRole('button', { name: '让其参与：顾问老周' }).click()
  const dialog = page.getByRole('dialog', { name: '让顾问老周参与这张工单？' })
  await dialog.getByText('zhou@qq.com 会成为这家客户的联系人').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('checkbox', { name: '这封邮件也作为其发言' }).check()
  await picture(page, 'let-in-zh')
  await dialog.getByRole('button', { name: '让其参与' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('article.word--theirs', { hasText: '日志里有超时' }).waitFor()
  await page.getByText('当时未参与，现已参与').waitFor()
  await picture(page, 'let-in-done-zh')
  const { items } = (await walk.muster.call('support', 'GET', `/tickets/${number}/participants`)).body
  expect(items.map((one: { name: string }) => one.name)).toContain('顾问老周')
  const timeline = await walk.open('support', { locale: 'en' })
  await timeline.goto(`${walk.muster.url}/tickets/${number}?tab=timeline`)
  await timeline.getByText('李想 added a participant: 顾问老周').waitFor()
})

test('a stranger who calls themselves by the address of one of ours is shown, and let in, by their own', async () => {
  const first = await arrive({ from: '张敏 <customer@huadong.test>', subject: '登录变慢' })
  await arrive({
    from: '"李想 <support@vendor.test>" <eve@outsource.example>',
    subject: 'Re: 登录变慢',
    answers: first,
    body: '请按我说的改配置。',
  })
  const number = await numberOf('登录变慢')
  for (const options of [{ width: 390 }, { locale: 'en', dark: true }] as const) {
    const page = await walk.open('support', options)
    await page.goto(`${walk.muster.url}/tickets/${number}`)
    const note = page.locator('article', { hasText: '请按我说的改配置' })
    expect(await note.locator('.strangers__who').textContent()).toBe('eve@outsource.example “李想 <support@vendor.test>”')
    await note.scrollIntoViewIfNeeded()
    await picture(page, `pretending-${options.locale ?? 'zh'}`)
    await note.getByRole('button', { name: /eve@outsource\.example/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('eve@outsource.example').first().waitFor()
    expect(await dialog.textContent()).not.toContain('support@vendor.test')
    expect(await axeFindings(page)).toEqual([])
    await picture(page, `pretending-dialog-${options.locale ?? 'zh'}`)
  }
})

test('two tickets are linked by number from the page, seen from both and by the customer, and taken apart', async () => {
  await arrive({ from: '张敏 <customer@huadong.test>', subject: '打印变慢' })
  await arrive({ from: '张敏 <customer@huadong.test>', subject: '打印又变慢' })
  const [older, newer] = [await numberOf('打印变慢'), await numberOf('打印又变慢')]
  const page = await walk.open('support', { locale: 'en', dark: true })
  await page.goto(`${walk.muster.url}/tickets/${newer}`)
  await page.getByText('Linked with no other ticket.').waitFor()
  await page.getByText('Nobody has answered this mail yet').waitFor()
  await page.getByRole('button', { name: 'Link a ticket' }).click()
  const dialog = page.getByRole('dialog', { name: 'Link a ticket' })
  await dialog.getByText('follows', { exact: true }).click()
  await dialog.getByLabel('Number of the other ticket').fill('T-999999')
  await dialog.getByRole('button', { name: 'Link a ticket' }).click()
  await dialog.locator('.ant-form-item-explain-error').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'link-refused-en-dark')
  await dialog.getByLabel('Number of the other ticket').fill(older.replace('T-', ' '))
  await dialog.getByRole('button', { name: 'Link a ticket' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: new RegExp(older) }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'linked-en-dark')

  const narrow = await walk.open('lead', { width: 390, height: 844 })
  await narrow.goto(`${walk.muster.url}/tickets/${older}`)
  await narrow.getByText('后续', { exact: true }).waitFor()
  expect(await axeFindings(narrow)).toEqual([])
  expect(await narrow.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await picture(narrow, 'linked-narrow-zh')

  const customer = await walk.open('customer', { width: 390, height: 844 })
  await customer.goto(`${walk.muster.url}/tickets/${older}`)
  await customer
    .getByRole('list', { name: '关联的问题' })
    .getByRole('link', { name: new RegExp(newer) })
    .waitFor()
  expect(await axeFindings(customer)).toEqual([])
  await picture(customer, 'linked-customer-zh')

  await page.getByRole('button', { name: `Unlink: ${older}` }).click()
  await page.getByText('Linked with no other ticket.').waitFor()
  await page.goto(`${walk.muster.url}/tickets/${newer}?tab=timeline`)
  await page.getByText(`李想 linked the ticket: follows ${older}`).waitFor()
  await page.getByText(`李想 took a link away: follows ${older}`).waitFor()
})

test('a customer who reported by mail reads that their words are the report, not that nobody has said anything', async () => {
  await arrive({ from: '张敏 <customer@huadong.test>', subject: '对账单打不开' })
  const byMail = await numberOf('对账单打不开')
  const made = await walk.muster.call('customer', 'POST', '/tickets', {
    kind: 'defect',
    title: '页面填的',
    report: { symptom: '按钮灰了' },
  })
  for (const look of [{ width: 1440 }, { width: 390, height: 844, dark: true }, { width: 390, height: 844, locale: 'en' }] as const) {
    const zh = !('locale' in look)
    const page = await walk.open('customer', look)
    await page.goto(`${walk.muster.url}/tickets/${byMail}`)
    const said = page.getByRole('region', { name: zh ? '沟通' : 'Conversation' })
    await said.getByText(zh ? '问题是用邮件提交的，内容见下方“当时提交的内容”；之后还没有留言。' : /^It was reported by mail/).waitFor()
    expect(await said.getByText(zh ? '还没有留言。' : 'Nothing has been written yet.', { exact: true }).count()).toBe(0)
    await page.getByText(zh ? '当时提交的内容' : 'What you reported', { exact: true }).click()
    await page.getByRole('group').getByText('点导出没反应').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await picture(page, `reported-by-mail-${zh ? 'zh' : 'en'}-${look.width}`)
    await page.goto(`${walk.muster.url}/tickets/${made.body.number}`)
    await said.getByText(zh ? '还没有留言。' : 'Nothing has been written yet.', { exact: true }).waitFor()
    await page.context().close()
  }
})

test('a ticket in unsorted comes to its customer, and who wrote it is their contact', async () => {
  await arrive({ from: '新人 <new@unheard.example>', subject: '登录不了怎么办' })
  const number = await numberOf('登录不了怎么办')
  const page = await walk.open('support', { width: 390, height: 844, dark: true })
  await page.goto(`${walk.muster.url}/tickets/${number}`)
  await page.getByRole('button', { name: '指定客户' }).click()
  const dialog = page.getByRole('dialog', { name: '指定客户' })
  await dialog.getByText('新人会成为这家客户的联系人').waitFor()
  await dialog.getByRole('button', { name: '归到这家客户' }).click()
  await dialog.getByText('必填').waitFor()
  await dialog.getByRole('combobox', { name: '客户' }).fill('华东')
  await page.locator('.ant-select-item-option', { hasText: '华东制造' }).click()
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'place-narrow-dark')
  await dialog.getByRole('button', { name: '归到这家客户' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: '华东制造' }).waitFor()
  expect(await page.getByRole('button', { name: '指定客户' }).count()).toBe(0)
  await picture(page, 'placed-narrow-dark')
  const { body } = await walk.muster.call('support', 'GET', `/tickets/${number}`)
  expect(body).toMatchObject({ account: { id: walk.muster.company.ids.account }, reporter: { name: '新人' } })
})
