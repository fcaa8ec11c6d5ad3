import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { acknowledgementMail } from '../../src/mail/templates/acknowledgement-mail.ts'
import { messageMail } from '../../src/mail/templates/message-mail.ts'
import { resolutionMail } from '../../src/mail/templates/resolution-mail.ts'
import { openBrowser } from './walk.ts'

/* The HTML of our mails as a mail program shows it: on a telephone and a desk, light and dark. Their text is read in a real one: test/mail/real-client. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const AT = parseInstant('2026-11-28T08:00:00Z')
const URL = 'https://support.vendor.example/tickets/T-1024'
const LONG = 'https://docs.vendor.example/a/very/long/path/without/any/space/that/goes/on/and/on/and/on/and/on/and/on'
const WORDS = {
  'zh-CN': {
    to: '张敏',
    company: '云帆软件',
    title: '导出报表超时，附上截图和日志：请尽快处理（生产环境）',
    body: `已经定位。\n\n  1. 先停用“自动导出”；\n${LONG}`,
  },
  en: {
    to: 'Zoë Müller',
    company: 'Cloudsail',
    title: 'The export of the monthly report times out',
    body: `We found it.\n\n  1. Switch off “automatic export”;\n${LONG}`,
  },
} as const
type Locale = keyof typeof WORDS
/** Chinese ones of a brand, English ones of none. */
const BRAND = { 'zh-CN': { name: '云帆软件', color: '#0958d9', footer: '服务热线 400-000-0000\n上海市浦东新区' }, en: null } as const

function letters(locale: Locale) {
  const { to, company, title, body } = WORDS[locale]
  const base = {
    locale,
    to,
    company,
    brand: BRAND[locale],
    ticket: { number: 1024, title, mailSubject: null },
    timeZone: 'Asia/Shanghai',
    url: URL,
  }
  const quote = { by: '王<b>强</b>', at: AT, body: `点“导出”后一直转圈。\n${LONG}` }
  const linkedFiles = [
    { name: `${'很长的文件名'.repeat(20)}.zip`, size: 20_000_000, url: `${URL}/files/${'x'.repeat(36)}?sig=${'y'.repeat(90)}` },
  ]
  return {
    acknowledgement: acknowledgementMail({ ...base, nextAt: AT }),
    message: messageMail({ ...base, author: '李想', body, nextUpdateAt: AT, linkedFiles, quote }),
    resolution: resolutionMail({
      ...base,
      found: body,
      closesAt: AT,
      confirmUrl: `${URL}#token=confirm`,
      reopenUrl: `${URL}#token=reopen`,
    }),
  }
}

test.each([
  ['zh-CN', 'light', 390],
  ['zh-CN', 'dark', 390],
  ['en', 'light', 800],
  ['en', 'dark', 390],
] as const)('every letter in %s, %s, %i wide is whole and can be read', async (locale, scheme, width) => {
  const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })).newPage()
  for (const [kind, { html }] of Object.entries(letters(locale))) {
    await page.setContent(html)
    expect(await page.evaluate('document.documentElement.scrollWidth'), kind).toBe(width)
    // The ground is the program's own, which the checker takes to be white unless it is said.
    await page.addStyleTag({ content: 'html { background: Canvas }' })
    const checked = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).disableRules(['document-title'])
    const { violations } = await checked.analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${kind} ${id}: ${target.join(' ')}`))).toEqual([])
    const text = await page.evaluate<string>('document.body.innerText')
    const { to, company } = WORDS[locale]
    for (const said of [to, company, 'T-1024']) expect(text).toContain(said)
    // What others wrote is shown as it is, never as HTML.
    if (kind === 'message') expect(text).toContain('王<b>强</b>')
    // Room for a thumb: buttons are what the mail is for.
    for (const button of await page.locator('a[style*=inline-block]').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    if (locale === 'zh-CN') expect(text, 'half a space beside a full-width mark').not.toMatch(/[：；，。）“”] |[\u4e00-\u9fff]:/)
  }
  await page.context().close()
})
