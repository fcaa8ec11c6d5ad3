import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ask } from './ask.ts'
import { type Founded, foundedDatabase, newFolder } from './founded.ts'
import { killAll, runMuster, startServe } from './muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let founded: Founded
let env: Record<string, string>
beforeAll(async () => {
  founded = await foundedDatabase()
  env = { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'error', PORT: '0' }
})
afterEach(killAll)
afterAll(() => founded.drop())

test('every wrong variable is named at once, in both languages, and nothing is started: exit code 2', async () => {
  const wrong = {
    PORT: '99999',
    DATABASE_URL: 'mysql://root:geheim@db/x',
    MUSTER_PUBLIC_URL: 'nowhere',
    MUSTER_LOG_LEVEL: 'loud',
    MUSTER_TEST_CLOCK: '1',
    NODE_ENV: 'production',
    MUSTER_DATA: join(newFolder(), 'never-made'),
  }
  const { code, stderr, stdout } = await runMuster(['serve'], wrong)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  for (const variable of ['PORT', 'DATABASE_URL', 'MUSTER_PUBLIC_URL', 'MUSTER_LOG_LEVEL', 'MUSTER_TEST_CLOCK'])
    expect(stderr).toMatch(new RegExp(`${variable} \\p{Script=Han}.*· ${variable} must`, 'u'))
  expect(stderr).toContain('99999')
  expect(stderr, 'a password').not.toContain('geheim')
  expect(statSync(wrong.MUSTER_DATA, { throwIfNoEntry: false })).toBeUndefined()
})

test('the test clock is refused in production, and only there', async () => {
  const refused = await runMuster(['serve'], { ...env, MUSTER_TEST_CLOCK: '1', NODE_ENV: 'production' })
  expect(refused).toMatchObject({ code: 2 })
  expect(refused.stderr).toMatch(/MUSTER_TEST_CLOCK .*NODE_ENV=production/)
  const [plain, tested] = await Promise.all([startServe([], env), startServe([], { ...env, MUSTER_TEST_CLOCK: '1' })])
  expect(await moveClock(plain.address)).toBe(404)
  expect(await moveClock(tested.address)).toBe(200)
})

test('a wrong role or port on the command line: named, exit code 2', async () => {
  const [role, port, word] = await Promise.all([
    runMuster(['serve', '--role', 'cook'], env),
    runMuster(['serve', '--port', 'eighty'], env),
    runMuster(['serve', '--port', '12', 'please'], env),
  ])
  expect([role.code, port.code, word.code]).toEqual([2, 2, 2])
  expect(role.stderr).toMatch(/“--role <role>”的取值不对[\s\S]*Allowed choices are all, web, worker/)
  expect(port.stderr).toMatch(/--port 应为 0 到 65535 的整数，不能是“eighty” · --port must be/)
  expect(word.stderr).toMatch(/参数太多[\s\S]*too many arguments/)
})

test('web serves and fires nothing; worker fires and serves nothing; all does both', async () => {
  const { PORT: _, ...noPort } = env
  const worker = await startServe(['--role', 'worker'], noPort)
  expect(worker.address).toBe('')
  const web = await startServe(['--role', 'web'], env)
  expect((await fetch(`${web.address}/readyz`)).status).toBe(200)
  for (const running of [worker, web]) running.kill('SIGTERM')
  expect((await Promise.all([worker.ended, web.ended])).map(({ code }) => code)).toEqual([0, 0])

  // A promise that broke a minute ago: nobody but a worker says so.
  const alone = await startServe(['--role', 'web'], env)
  const created = await fetch(`${alone.address}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded.company.keys.customer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'question', title: '谁来触发' }),
  })
  const { id } = (await created.json()) as { id: string }
  await ask(founded.url, "update obligations set due_at = armed_at, next_at = armed_at where ticket_id = $1 and kind = 'acknowledge'", [id])
  await new Promise((done) => setTimeout(done, 1_500))
  const broken = () => ask(founded.url, "select from events where type = 'obligation.broken' and ticket_id = $1", [id])
  expect(await broken()).toHaveLength(0)
  const both = await startServe([], env)
  await expect.poll(broken, { timeout: 4_000 }).toHaveLength(1)
  expect((await fetch(`${both.address}/readyz`)).status).toBe(200)
})

test('a worker that is given a port answers health, readiness and metrics there, and nothing else', async () => {
  const worker = await startServe(['--role', 'worker'], env)
  const ask = (path: string, method = 'GET') => fetch(`${worker.address}${path}`, { method })
  expect((await ask('/healthz')).status).toBe(200)
  expect(await (await ask('/readyz')).json()).toEqual({ status: 'ready' })
  expect(await (await ask('/metrics')).text()).toMatch(/muster_sweep_lag_seconds_bucket[\s\S]*muster_db_connections /)
  for (const path of ['/', '/api/v1/me', '/api/v1/openapi.json', '/api/auth/ok', '/api/docs'])
    expect(await (await ask(path)).json(), path).toMatchObject({ status: 404, code: 'not-found' })
  expect((await ask('/api/v1/tickets', 'POST')).status).toBe(404)
  worker.kill('SIGTERM')
  expect(await worker.ended).toEqual({ code: 0, signal: null })
})

test('a port that is taken, one that is not allowed, a host that is not ours: clear words, exit code 1', async () => {
  const squatter = createServer()
  const port = await new Promise<number>((listening) => {
    squatter.listen(0, '127.0.0.1', () => listening((squatter.address() as { port: number }).port))
  })
  const [taken, elsewhere] = await Promise.all([
    runMuster(['serve', '--port', String(port), '--json'], env),
    runMuster(['serve'], { ...env, HOST: '203.0.113.7' }),
  ])
  squatter.close()
  expect(taken.code).toBe(1)
  expect(taken.stderr).toMatch(/端口已被占用，没有启动[\s\S]*port is taken/)
  expect(JSON.parse(taken.stdout)).toMatchObject({ ok: false, code: 'port-taken' })
  expect(elsewhere.code).toBe(1)
  expect(elsewhere.stderr).toMatch(/HOST 不是本机的地址[\s\S]*HOST is no address of this machine/)
  for (const { stderr } of [taken, elsewhere]) expect(stderr).not.toMatch(/\n\s+at /)
})

test('a database that is not there, not reachable, or does not let us in: clear words without the password, exit code 1', async () => {
  const url = new URL(founded.url)
  const with_ = (change: (url: URL) => void) => {
    const changed = new URL(url)
    change(changed)
    return changed.href
  }
  const cases = await Promise.all(
    [
      'postgresql://muster:geheim@127.0.0.1:1/muster',
      'postgresql://muster:geheim@no-such-host.invalid/muster',
      with_((one) => {
        one.pathname = '/no_such_database'
      }),
      with_((one) => {
        one.username = 'nobody_of_ours'
        one.password = 'geheim'
      }),
    ].map((DATABASE_URL) => runMuster(['migrate'], { ...env, DATABASE_URL })),
  )
  for (const { code, stderr } of cases) {
    expect(code).toBe(1)
    expect(stderr).toMatch(/连接不上数据库（.+），没有改动[\s\S]*The database cannot be reached/)
    expect(stderr).not.toMatch(/geheim|\n\s+at /)
  }
})

test('a second serve on the same folder, and a folder that may not be written: clear words, and the first goes on', async () => {
  const dataDir = join(newFolder(), 'data')
  const folder = { MUSTER_DATA: dataDir, MUSTER_LOG_LEVEL: 'error', PORT: '0' }
  const first = await startServe([], folder)
  const second = await runMuster(['serve', '--json'], folder)
  expect(second.code).toBe(1)
  expect(second.stderr).toMatch(
    new RegExp(`正被另一个 Muster 服务使用（进程 ${first.pid}）[\\s\\S]*in use by another Muster server \\(process ${first.pid}\\)`),
  )
  expect(JSON.parse(second.stdout)).toMatchObject({ ok: false, code: 'embedded-folder-in-use' })
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
  // Other commands attach to it meanwhile.
  expect((await runMuster(['migrate', '--json'], folder)).stdout).toBe('{"applied":[]}\n')
  first.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
})

test('a data folder that cannot be made or used: clear words within moments, exit code 1, with either database', async () => {
  const place = newFolder()
  const [file, readOnly] = [join(place, 'a-file'), join(place, 'read-only')]
  writeFileSync(file, '')
  mkdirSync(readOnly)
  // Root may write anywhere but on a disk that may not be written.
  const mount = process.getuid?.() === 0 && spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', readOnly])
  if (!mount) chmodSync(readOnly, 0o555)
  const isReadOnly = !mount || mount.status === 0
  if (!isReadOnly && process.env['CI'] === 'true') throw new Error('this test needs the right to mount, and in CI nothing is skipped')
  const cannot = /(无法写入数据文件夹|无法使用) [\s\S]*(cannot be written|cannot be used)/
  const isFile = /a-file (是一个文件|（ENOTDIR）)|无法使用 \S*a-file[\s\S]*a-file (is a file|cannot be used)/
  type Case = [databaseUrl: string, dataDir: string, words: RegExp]
  const cases: Case[] = [
    ['', '/proc/muster/deep/er', cannot],
    ['', '/sys/muster', cannot],
    ['', file, isFile],
    ['', join(file, 'below'), isFile],
    [founded.url, '/proc/muster', cannot],
    [founded.url, file, isFile],
  ]
  if (isReadOnly) cases.push(['', readOnly, cannot], [founded.url, join(readOnly, 'below'), cannot])
  try {
    const trying = cases.map(async ([databaseUrl, dataDir, words]) => {
      const ran = await runMuster(['serve', '--data', dataDir], { DATABASE_URL: databaseUrl, MUSTER_LOG_LEVEL: 'error', PORT: '0' })
      expect(ran.stderr, dataDir).toMatch(words)
      expect(ran.stderr, dataDir).not.toMatch(/\n\s+at /)
      expect(ran.code, dataDir).toBe(1)
      // The start of Node itself on a busy machine; it once never ended.
      expect(ran.ms, dataDir).toBeLessThan(60_000)
    })
    await Promise.all(trying)
    const link = await runMuster(['sign-in-link', '--email', 'support@vendor.test'], {
      DATABASE_URL: founded.url,
      MUSTER_DATA: '/proc/muster',
    })
    expect({ code: link.code, words: cannot.test(link.stderr) }).toEqual({ code: 1, words: true })
  } finally {
    if (mount && isReadOnly) spawnSync('/usr/bin/umount', ['-l', readOnly])
  }
})

async function moveClock(address: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/test/clock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded.company.keys.administrator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMinutes: 0 }),
  })
  return response.status
}
