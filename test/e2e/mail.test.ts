import { generateKeyPairSync } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { axeFindings, startWalk, type Walk } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk()
})
afterAll(() => walk.stop())

const HTML = '<p style="color:#c00">点导出没反应</p><script>parent.hacked=1</script><img src="https://tracker.example/p.png">'
async function arrive(head: Record<string, string>, text: string, type = 'text/plain'): Promise<void> {
  const lines = Object.entries({ Date: 'Tue, 24 Nov 2026 10:00:00 +0800', To: 'support@vendor.test', ...head }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  const raw = Buffer.from(`${lines.join('\r\n')}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text}\r\n`)
  const { mail } = walk.muster.app
  expect(await mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })).toBe('stored')
  await vi.waitUntil(async () => {
    await mail.takeWaiting(10)
    return (await walk.muster.call('administrator', 'GET', '/received-mails?state=waiting')).body.items.length === 0
  }, 15_000)
}

test('an administrator connects a mailbox, is told at the field what is missing, and tests the connection', async () => {
  const page = await walk.open('administrator')
  await page.goto(`${walk.muster.url}/admin/mailboxes`)
  await page.getByText('还没有连接邮箱').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '连接邮箱' }).click()
  const dialog = page.getByRole('dialog', { name: '连接邮箱' })
  await dialog.getByLabel('名称', { exact: true }).fill('客户支持')
  await dialog.getByLabel('邮箱地址').fill('support@vendor.test')
  await pick(page, '业务线', '报表分析')
  await dialog.getByLabel('按钮颜色').fill('蓝')
  await dialog.getByLabel('落款').fill('服务热线 400-000-0000')
  for (const index of [0, 1]) {
    await dialog.getByLabel('服务器', { exact: true }).nth(index).fill('127.0.0.1')
    await dialog.getByLabel('端口').nth(index).fill('1')
    await dialog.getByLabel('用户名').nth(index).fill('support@vendor.test')
  }
  await dialog.getByRole('button', { name: '连接邮箱' }).click()
  const marked = dialog.locator('.ant-form-item-has-error')
  await marked.getByText('请填写').waitFor()
  await dialog.getByLabel('品牌名称').fill('云帆报表')
  await expect.poll(() => marked.count()).toBe(0)
  await dialog.getByRole('button', { name: '连接邮箱' }).click()
  await marked.getByText('格式不对').waitFor()
  await dialog.getByLabel('按钮颜色').scrollIntoViewIfNeeded()
  await shot(page, 'mailbox-brand')
  await dialog.getByLabel('按钮颜色').fill('#0958D9')
  await expect.poll(() => marked.count()).toBe(0)
  await dialog.getByRole('button', { name: '连接邮箱' }).click()
  await expect.poll(() => marked.count()).toBe(2)
  expect(await axeFindings(page)).toEqual([])
  for (const index of [0, 1]) await dialog.locator('input[type=password]').nth(index).fill('授权码')
  await dialog.getByRole('button', { name: '连接邮箱' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const row = page.getByRole('row', { name: /客户支持/ })
  await row.getByText('默认').waitFor()
  await page.getByRole('button', { name: '客户支持的更多操作' }).click()
  await page.locator('.act-menu').getByRole('button', { name: '测试连接' }).click()
  await page.getByText('“客户支持”没有全部连通').waitFor()
  await page
    .getByText(/连不上邮件服务器/)
    .first()
    .waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '修改：客户支持' }).click()
  const edit = page.getByRole('dialog', { name: '修改邮箱“客户支持”' })
  expect(await edit.locator('input[type=password]').first().getAttribute('placeholder')).toBe('已保存，留空则不变')
  expect(await edit.locator('input[type=password]').first().inputValue()).toBe('')
})

test('a mailbox that signs shows the record to publish, to be copied, and a test says what DNS has', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const made = await walk.muster.call('administrator', 'POST', '/mailboxes', {
    ...{ name: '签名邮箱', address: 'signed@vendor.test', productLineId: walk.muster.company.ids.line, receive: { by: 'none' } },
    send: {
      ...{ by: 'smtp', host: '127.0.0.1', port: 1, security: 'none', auth: 'none' },
      dkim: { domain: 'vendor.test', selector: 's1' },
    },
    secrets: { dkimPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  })
  const { name, value } = made.body.dkimRecord
  for (const look of [{ width: 1440 }, { width: 390, height: 844, dark: true, locale: 'en' }] as const) {
    const page = await walk.open('administrator', look)
    const zh = !('locale' in look)
    await page.goto(`${walk.muster.url}/admin/mailboxes`)
    await page.getByRole('button', { name: zh ? '签名邮箱的更多操作' : 'More for 签名邮箱' }).click()
    await page
      .locator('.act-menu')
      .getByRole('button', { name: zh ? '测试连接' : 'Test the connection' })
      .click()
    const result = page.locator('.check-result')
    await result.getByText(zh ? 'DKIM 签名' : 'DKIM signature').waitFor({ timeout: 30_000 })
    expect(await result.locator('code').allTextContents()).toEqual(expect.arrayContaining([name, value]))
    expect(await axeFindings(page)).toEqual([])
    await shot(page, `dkim-check-${zh ? 'zh' : 'en'}`)
    await page.getByRole('button', { name: zh ? '修改：签名邮箱' : 'Edit: 签名邮箱' }).click()
    const record = page.getByRole('dialog').locator('.dkim-record')
    await record.scrollIntoViewIfNeeded()
    expect(await record.locator('code').allTextContents()).toEqual([name, value])
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await record.getByRole('button').last().click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(value)
    expect(await axeFindings(page)).toEqual([])
    await shot(page, `dkim-edit-${zh ? 'zh' : 'en'}`)
  }
})

test('what stands aside is read, and let go with a reason', async () => {
  await arrive({ 'Message-ID': '<aside@else.test>', From: 'somebody@else.test', Subject: '读不懂的邮件' }, 'x')
  await walk.muster.app.db.updateTable('received_mails').set({ state: 'quarantined', why: 'timeout', ticket_id: null }).execute()
  const page = await walk.open('administrator', { width: 390, height: 844, dark: true })
  await page.goto(`${walk.muster.url}/admin/received`)
  await page.getByText('读取超时').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '查看：读不懂的邮件' }).click()
  const dialog = page.getByRole('dialog', { name: '邮件' })
  await dialog.getByText('somebody@else.test').waitFor()
  await dialog.getByRole('button', { name: '忽略' }).click()
  await page.getByRole('textbox', { name: '为什么忽略？' }).fill('垃圾邮件')
  await page.getByRole('tooltip').getByRole('button', { name: '忽略' }).click()
  await page.getByText('隔离区是空的').waitFor()
})

test('a message shows how it came, and the whole mail in a frame that runs and loads nothing', async () => {
  const at = { From: '张敏 <customer@huadong.test>', Subject: '导出失败' }
  await arrive({ ...at, 'Message-ID': '<first@huadong.test>' }, HTML, 'text/html')
  await arrive(
    {
      From: '外人 <stranger@xibu.test>',
      Subject: 'Re: 导出失败',
      'Message-ID': '<third@xibu.test>',
      'In-Reply-To': '<first@huadong.test>',
    },
    '我也要看',
  )
  const { items } = (await walk.muster.call('support', 'GET', '/tickets?q=导出失败')).body
  const page = await walk.open('support')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${walk.muster.url}/tickets/${items[0].number}`)
  await page.getByText('工单由 customer@huadong.test 的邮件开启').waitFor()
  await page.locator('.message-mail__bad', { hasText: '未经核实的发件人' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '查看完整邮件' }).last().click()
  const dialog = page.getByRole('dialog', { name: '完整邮件' })
  await dialog.frameLocator('iframe').getByText('点导出没反应').waitFor()
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  expect(asked.filter((url) => url.includes('tracker.example'))).toEqual([])
  await dialog.getByRole('button', { name: '只看文字' }).click()
  await dialog.locator('pre').getByText('点导出没反应').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGO4oKCAFTEMLQkAvk5EAfjoixEAAAAASUVORK5CYII='

test('pictures of a mail are shown in it, to our people and to the customer who sent it, and what runs is not', async () => {
  const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.hacked=1</script></svg>'
  await arrive(
    { From: '张敏 <customer@huadong.test>', Subject: '报表有截图', 'Message-ID': '<shots@huadong.test>' },
    part('Content-Type: text/html; charset=utf-8', '<p>看截图</p><img src="cid:shot@x" alt="shot"><img src="cid:bad@x" alt="bad">') +
      part('Content-Type: image/png; name="shot.png"\r\nContent-ID: <shot@x>\r\nContent-Transfer-Encoding: base64', PIXEL) +
      part('Content-Type: image/png; name="bad.png"\r\nContent-ID: <bad@x>', svg) +
      '--b--',
    'multipart/related; boundary=b',
  )
  const { items } = (await walk.muster.call('support', 'GET', '/tickets?q=报表有截图')).body
  for (const [who, options] of [
    ['support', { locale: 'en', dark: true }],
    ['customer', { width: 390, height: 844 }],
  ] as const) {
    const page = await walk.open(who, options)
    await page.goto(`${walk.muster.url}/tickets/${items[0].number}`)
    if (who === 'customer') await page.getByText('当时提交的内容', { exact: true }).click()
    await page
      .getByRole('button', { name: /^(Show the whole mail|查看完整邮件)/ })
      .last()
      .click()
    const frame = page.getByRole('dialog').frameLocator('iframe')
    // Shown as wide as it is: what a frame without scripts may be asked.
    await expect.poll(async () => (await frame.getByAltText('shot').boundingBox())?.width, { timeout: 15_000 }).toBe(8)
    expect(await frame.getByAltText('bad').getAttribute('src')).toBe('cid:bad@x')
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    await page.getByRole('dialog').getByRole('link', { name: 'shot.png' }).waitFor()
    // Looked at without the frame: nothing can be asked of one that runs no scripts.
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /只看文字|Text only/ })
      .click()
    await page.getByRole('dialog').locator('pre').waitFor()
    expect(await axeFindings(page)).toEqual([])
  }
})

const shot = async (page: Page, name: string) => {
  const folder = process.env['SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).click()
}
