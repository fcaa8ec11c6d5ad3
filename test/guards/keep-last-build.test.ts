import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { keepLastBuild } from '../../web/keep-last-build.ts'

test('building the web app leaves the files of the build before, and removes those of older ones', async () => {
  const root = mkdtempSync(join(tmpdir(), 'muster-build-'))
  try {
    const out = join(root, 'dist')
    mkdirSync(join(out, 'assets'), { recursive: true })
    writeFileSync(join(root, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>')
    writeFileSync(join(root, 'main.js'), 'document.title = "new"')
    // Seconds since 1970: what was built an hour ago, and the day before.
    const hour = Date.now() / 1000 - 3_600
    for (const [file, at] of [
      ['index.html', hour],
      ['assets/last-1.js', hour - 5],
      ['assets/older-2.js', hour - 86_400],
    ] as const) {
      writeFileSync(join(out, file), '')
      utimesSync(join(out, file), at, at)
    }
    const run = () =>
      build({ configFile: false, root, logLevel: 'silent', plugins: [keepLastBuild(out)], build: { outDir: out, emptyOutDir: false } })
    await run()
    const [mine, ...rest] = readdirSync(join(out, 'assets')).sort()
    expect([mine, ...rest]).toEqual([expect.stringMatching(/^index-.+\.js$/), 'last-1.js'])
    // The same again is a build as well: nothing of it goes.
    await run()
    expect(readdirSync(join(out, 'assets'))).toContain(mine)
  } finally {
    rmSync(root, { recursive: true })
  }
})
