import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
let webRoot: string
const build = (name: string) => {
  writeFileSync(join(webRoot, 'index.html'), `<!doctype html><script src="/assets/${name}.js"></script>`)
  writeFileSync(join(webRoot, `assets/${name}.js`), `// ${name}`)
}
beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'muster-web-'))
  mkdirSync(join(webRoot, 'assets/deep'), { recursive: true })
  build('first-1a')
  writeFileSync(join(webRoot, '.built'), 'hidden')
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>')
  writeFileSync(join(webRoot, 'assets/deep/below.js'), '')
  muster = await startApp({ role: 'web', webRoot })
})
afterAll(async () => {
  await muster.stop()
  rmSync(webRoot, { recursive: true })
})

const get = async (path: string, method = 'GET') => {
  const answer = await fetch(`${muster.url}${path}`, { method })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    kept: answer.headers.get('cache-control'),
    text: await answer.text(),
  }
}

test('every address of the web app answers with the page, never kept; its files are kept for good', async () => {
  for (const path of ['/', '/index.html', '/tickets/T-1001', '/sign-in?next=%2Fdesk', '/accounts/a%2Fb'])
    expect(await get(path), path).toMatchObject({
      ...{ status: 200, type: 'text/html; charset=utf-8', kept: 'no-cache' },
      text: expect.stringContaining('first-1a'),
    })
  expect(await get('/assets/first-1a.js')).toMatchObject({ status: 200, kept: 'public, max-age=31536000, immutable', text: '// first-1a' })
  expect(await get('/favicon.svg?v=1')).toMatchObject({ status: 200, type: 'image/svg+xml', text: '<svg/>' })
  expect(await get('/assets/first-1a.js', 'HEAD')).toMatchObject({ status: 200, text: '' })
})

test('what is not there, hidden, below or above is not found', async () => {
  const paths = [
    '/assets/gone.js',
    '/.built',
    '/assets/.built',
    '/assets/deep/below.js',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
  ]
  for (const path of [...paths, '/assets/%00.js', '/api/v1/nothing', '/api/nothing.js'])
    expect(await get(path), path).toMatchObject({ status: 404, type: expect.stringContaining('json') })
})

test('a build beside a running process changes nothing for it; it serves the parts of both builds', async () => {
  build('second-2b')
  expect((await get('/')).text).toContain('first-1a')
  expect((await get('/assets/first-1a.js')).text).toBe('// first-1a')
  expect((await get('/assets/second-2b.js')).text).toBe('// second-2b')
})
