import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
})
afterAll(() => muster.stop())

test('the API can be browsed by anybody: the page, its script, and the document it shows', async () => {
  const page = await fetch(`${muster.url}/api/docs`)
  expect({ status: page.status, type: page.headers.get('content-type') }).toMatchObject({
    status: 200,
    type: expect.stringContaining('text/html'),
  })
  const html = await page.text()
  expect(html).toContain('/api/v1/openapi.json')
  const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? ''
  const loaded = await fetch(new URL(script, page.url))
  expect({ status: loaded.status, type: loaded.headers.get('content-type') }).toMatchObject({
    status: 200,
    type: expect.stringContaining('javascript'),
  })
  // Our own rules for browsers hold there too.
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect((await fetch(`${muster.url}/api/docs/../../etc/passwd`)).status).not.toBe(200)
})
