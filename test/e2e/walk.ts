import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { inviteIdentity } from '#auth'
import { startApp, type TestApp } from '../harness/app.ts'
import { CONTACTS, STAFF, type Who } from '../harness/company.ts'

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url))
export const PASSWORD = 'walks-through-the-door-9'
/** The distribution's own, found by name, the one without windows first: it does the same with less. CHROMIUM_PATH names another. */
const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Walk = {
  readonly muster: TestApp
  readonly browser: Browser
  /** Lets people sign in with the password; `open` does it by itself. */
  letIn(...whos: readonly Who[]): Promise<void>
  /** A browser of its own for one person, signed in with their password, in the language given. Closed with the test, as a stranger's. */
  open(who: Who, options?: { locale?: 'zh-CN' | 'en'; width?: number; height?: number; dark?: boolean }): Promise<Page>
  /** A browser nobody is signed in with. */
  stranger(locale?: 'zh-CN' | 'en'): Promise<Page>
  stop(): Promise<void>
}

export const emailOf = (who: Who): string => (who in STAFF ? `${who.toLowerCase()}@vendor.test` : `${who}@huadong.test`)

/** The whole app with the built web app, and a browser. Call `stop` in afterAll. */
export async function startWalk(env: Readonly<Record<string, string>> = {}): Promise<Walk> {
  if (!existsSync(WEB_ROOT)) throw new Error('web/dist is missing: npm run build:web')
  const muster = await startApp({ webRoot: WEB_ROOT, env })
  const browser = await openBrowser()
  const invited = new Map<Who, Promise<void>>()
  const letIn = async (...whos: readonly Who[]): Promise<void> => {
    for (const who of whos) if (!invited.has(who)) invited.set(who, invite(muster, who))
    await Promise.all(whos.map((who) => invited.get(who)))
  }
  return {
    muster,
    browser,
    letIn,
    async open(who, { locale = 'zh-CN', width = 1440, height = 900, dark = false } = {}) {
      const context = await browser.newContext({
        locale,
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        timezoneId: 'Asia/Shanghai',
      })
      onTestFinished(() => context.close())
      // Chosen in this browser, so that what one walk switched does not follow the person into the next.
      await context.addInitScript(`localStorage.setItem('muster.locale', '${locale}')`)
      await letIn(who)
      return signIn(context, muster.url, who)
    },
    async stranger(locale = 'zh-CN') {
      const context = await browser.newContext({ locale, timezoneId: 'Asia/Shanghai' })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await page.goto(`${muster.url}/`)
      return page
    },
    async stop() {
      await browser.close()
      await muster.stop()
    },
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS })
}

/** Serious or not, every finding counts. What is said is what to mend and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  const options: RunOptions = { resultTypes: ['violations'] }
  // What has no frames is asked within itself, where axe stays from one look to the next: the builder brings it along each time, twice.
  const { violations } =
    page.frames().length === 1 ? await lookWithin(page, options) : await new AxeBuilder({ page }).options(options).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

async function lookWithin(page: Page, options: RunOptions): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate((asked) => (globalThis as unknown as { axe: typeof axe }).axe.run(asked), options)
}

async function signIn(context: BrowserContext, url: string, who: Who): Promise<Page> {
  // The form has walks of its own.
  const data = { email: emailOf(who), password: PASSWORD }
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } })
  if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()}`)
  const page = await context.newPage()
  await page.goto(`${url}/`)
  return page
}

// Only those who come: their passwords are hashed, a tenth of a second each.
async function invite({ app, company }: TestApp, who: Who): Promise<void> {
  const isStaff = who in STAFF
  const { name } = isStaff ? STAFF[who as keyof typeof STAFF] : CONTACTS[who as keyof typeof CONTACTS]
  const personKind = isStaff ? 'staff' : 'contact'
  await inviteIdentity(app.db, { personKind, personId: company.ids[who], email: emailOf(who), name, password: PASSWORD })
}

function chromiumPath(): string {
  const found = process.env['CHROMIUM_PATH'] ?? CHROMIUM.find((path) => existsSync(path))
  if (!found) throw new Error('no Chromium found: install it, or name it in CHROMIUM_PATH')
  return found
}

/** Picks an option of the select with this label. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click()
  await page.keyboard.type(option)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: false }).first().click()
}
