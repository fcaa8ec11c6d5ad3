import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWalk, type Walk } from './walk.ts'

/** What a page may load as script before anybody touches it, in kB (1000 bytes) of gzip. */
const LIMIT_KB = 350

let walk: Walk
let number: string
beforeAll(async () => {
  walk = await startWalk()
  const report = { symptom: '一直转圈', impact: 'department', urgency: 'degraded' }
  number = (await walk.muster.call('customer', 'POST', '/tickets', { kind: 'defect', title: '导出报表一直转圈', report })).body.number
})
afterAll(() => walk.stop())

test.each([
  ['the front line', 'support', (): string => '/'],
  ['a ticket', 'support', (): string => `/tickets/${number}`],
  ['a customer’s home', 'customer', (): string => '/'],
  ['a customer’s ticket', 'customer', (): string => `/tickets/${number}`],
] as const)('%s, opened cold, loads less script than the limit', async (what, who, path) => {
  const page = await walk.open(who)
  const scripts = await coldScripts(page, `${walk.muster.url}${path()}`)
  const total = scripts.reduce((sum, { kB }) => sum + kB, 0)
  if (process.env['MUSTER_TELL_SIZES']) process.stdout.write(`${what}: ${total.toFixed(1)} kB\n${tell(scripts)}\n`)
  expect(total, tell(scripts)).toBeLessThan(LIMIT_KB)
})

type Script = { readonly name: string; readonly kB: number }
const tell = (scripts: readonly Script[]) => scripts.map(({ name, kB }) => `${kB.toFixed(1).padStart(7)} ${name}`).join('\n')

/** Every script the page asks for until it rests, gzipped here, the largest first. */
async function coldScripts(page: Page, url: string): Promise<Script[]> {
  // What the page before is still loading belongs to that one.
  await page.goto('about:blank')
  const found = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') found.add(request.url())
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(url)
  await page.locator('h1').first().waitFor()
  // The event stream never ends, so the line is never idle: what is loaded after the page stands still counts too.
  await page.waitForTimeout(1_500)
  const sizes = [...found].map(async (address) => ({
    name: new URL(address).pathname.replace('/assets/', ''),
    kB: gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).byteLength / 1000,
  }))
  return (await Promise.all(sizes)).sort((a, b) => b.kB - a.kB)
}
