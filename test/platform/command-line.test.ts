import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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
  env = { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'error' }
})
afterEach(killAll)
afterAll(() => founded.drop())

const COMMANDS = [
  ['serve'],
  ['migrate'],
  ['set-up'],
  ['doctor'],
  ['keys', 'create'],
  ['sign-in-link'],
  ['preview', 'deadline'],
  ['demo'],
  ['demo', 'sign-ins'],
]

test('every command explains itself, with --json and --data, and opens nothing for it', async () => {
  const helps = await Promise.all(
    COMMANDS.map((command) => runMuster([...command, '--help'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' })),
  )
  for (const [i, { code, stdout, stderr }] of helps.entries()) {
    expect(code, COMMANDS[i]?.join(' ')).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain(`muster ${COMMANDS[i]?.join(' ')}`)
    for (const option of ['--json', '--data <dir>']) expect(stdout).toContain(option)
  }
  const all = await runMuster(['--help'])
  for (const [name] of COMMANDS) expect(all.stdout).toContain(`  ${name}`)
})

test('help and misuse wait for nothing that a command does: no feature is loaded for them', async () => {
  const folder = newFolder()
  const [hook, loaded] = [join(folder, 'hook.mjs'), join(folder, 'loaded')]
  writeFileSync(
    hook,
    `import { appendFileSync } from 'node:fs'
    import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => (appendFileSync(${JSON.stringify(loaded)}, url + '\\n'), next(url, context)) })`,
  )
  for (const args of [['--help'], ['serve', '--port', 'eighty'], ['keys', 'create']])
    await runMuster(args, { NODE_OPTIONS: `--import=${hook}`, DATABASE_URL: 'postgresql://127.0.0.1:1/none' })
  // A file of the build says of each module in it where it came from.
  const files = readFileSync(loaded, 'utf8')
    .split('\n')
    .filter((url) => url.startsWith('file:'))
  const sources = files.map((url) => (url.includes('/dist/server/') ? readFileSync(new URL(url), 'utf8') : url)).join('\n')
  const parts = [...sources.matchAll(/^(?:file:.*\/|\/\/ )src\/([\w-]+)\//gm)].map(([, part]) => part)
  expect([...new Set(parts)].sort()).toEqual(['cli', 'kernel', 'platform'])
})

test('wrong usage is said in both languages with exit code 2, and nothing is done', async () => {
  const folder = join(newFolder(), 'data')
  const cases: [string[], RegExp][] = [
    [['frobnicate'], /没有“frobnicate”这个命令[\s\S]*unknown command/],
    [['migrate', '--hard'], /没有“--hard”这个选项[\s\S]*unknown option/],
    [['keys', 'create', '--name', 'x'], /缺少必需的选项“--staff <email>”/],
    [['sign-in-link', '--email'], /选项“--email <email>”后面缺少取值/],
    [['doctor', 'now'], /参数太多/],
  ]
  const ran = await Promise.all(cases.map(([args]) => runMuster([...args, '--data', folder])))
  for (const [i, { code, stderr, stdout }] of ran.entries()) {
    expect(stderr).toMatch(cases[i]![1])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  }
  expect(readdirSync(join(folder, '..'))).toEqual([])
})

test('keys create: printed once, last on its line; it works, and only its hash is stored', async () => {
  const web = await startServe(['--role', 'web'], { ...env, PORT: '0' })
  const [plain, narrow, unknown, badScope] = await Promise.all([
    runMuster(['keys', 'create', '--staff', 'Lead@Vendor.test', '--name', '看板'], env),
    runMuster(['keys', 'create', '--staff', 'lead@vendor.test', '--name', '只读', '--scope', 'tickets:read', 'me', '--json'], env),
    runMuster(['keys', 'create', '--staff', 'nobody@vendor.test', '--name', 'x', '--json'], env),
    runMuster(['keys', 'create', '--staff', 'lead@vendor.test', '--name', 'x', '--scope', 'everything'], env),
  ])
  expect({ code: plain.code, lines: plain.stdout.trim().split('\n').length }).toEqual({ code: 0, lines: 1 })
  const key = plain.stdout.trim().split(' ').at(-1) ?? ''
  expect(await callMe(web.address, key)).toMatchObject({ status: 200, name: '吴帅' })
  const made = JSON.parse(narrow.stdout) as { key: string; scopes: string[] }
  expect(made.scopes).toEqual(['tickets:read', 'me'])
  expect((await callMe(web.address, made.key)).status).toBe(200)
  expect((await fetch(`${web.address}/api/v1/tickets`, { method: 'POST', headers: { authorization: `Bearer ${made.key}` } })).status).toBe(
    404,
  )
  const stored = await ask<{ all: string }>(founded.url, 'select to_jsonb(k)::text as all from api_keys k')
  for (const { all } of stored) for (const secret of [key, made.key]) expect(all).not.toContain(secret.slice(-20))

  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toMatch(/没有使用这个邮箱[\s\S]*Nobody/)
  expect(JSON.parse(unknown.stdout)).toMatchObject({ ok: false })
  expect(badScope.code).toBe(1)
  expect(badScope.stderr).toMatch(/\p{Script=Han}/u)
  expect(badScope.stderr).not.toMatch(/\n\s+at /)
})

test('sign-in-link: one line, a link to the page with a button, for people who may sign in only', async () => {
  await ask(
    founded.url,
    `insert into identity_users (id, name, email, email_verified, person_kind, person_id, created_at, updated_at)
      select id, name, email, true, 'staff', id, created_at, created_at from staff where email = 'lead@vendor.test' on conflict do nothing`,
  )
  const [plain, json, unknown] = await Promise.all([
    runMuster(['sign-in-link', '--email', 'lead@vendor.test'], { ...env, MUSTER_PUBLIC_URL: 'https://desk.vendor.test' }),
    runMuster(['sign-in-link', '--email', 'lead@vendor.test', '--json'], env),
    runMuster(['sign-in-link', '--email', 'nobody@vendor.test'], env),
  ])
  expect(plain.stderr).toBe('')
  expect(plain.stdout).toMatch(/^https:\/\/desk\.vendor\.test\/sign-in#token=\S{20,}\n$/)
  expect(JSON.parse(json.stdout)).toMatchObject({ email: 'lead@vendor.test', link: expect.stringMatching(/\/sign-in#token=/) })
  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toMatch(/没有使用这个邮箱[\s\S]*Nobody/)
})

test('preview deadline: one request or an array, an answer or its errors for each, and no database is opened', async () => {
  const calendar = { timeZone: 'Asia/Shanghai', windows: { mon: [['09:00', '12:00']] }, holidays: [], addedDays: [], exceptions: [] }
  const good = { calendar: null, target: { minutes: 90 }, armedAt: '2026-11-23T01:00:00Z' }
  const given = [
    good,
    { ...good, calendar, target: { workingDays: 1 } },
    { calendar: null, armedAt: 'yesterday', hours: 3 },
    { ...good, calendar: 'x' },
  ]
  const none = { DATABASE_URL: 'postgresql://127.0.0.1:1/none', MUSTER_DATA: join(newFolder(), 'never') }
  const [many, single, wrong, noise] = await Promise.all([
    runMuster(['preview', 'deadline', '--json'], none, JSON.stringify(given)),
    runMuster(['preview', 'deadline', '--json'], { ...none, LANG: 'zh_CN.UTF-8' }, JSON.stringify(good)),
    runMuster(['preview', 'deadline', '--json'], { ...none, LANG: 'zh_CN.UTF-8' }, JSON.stringify({})),
    runMuster(['preview', 'deadline'], none, 'not json'),
  ])
  expect(many.code).toBe(0)
  const answers = JSON.parse(many.stdout) as Record<string, unknown>[]
  expect(answers.map((answer) => answer['dueAt'] ?? answer['code'])).toEqual([
    '2026-11-23T02:30:00.000Z',
    '2026-11-30T04:00:00.000Z',
    'invalid-input',
    'invalid-input',
  ])
  const errors = (answers[2] as { errors: { path: string; code: string }[] }).errors
  expect(errors.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
    'armedAt invalid-format',
    'hours unknown-field',
    'target required',
  ])
  expect(JSON.parse(single.stdout)).toMatchObject({
    dueAt: '2026-11-23T02:30:00.000Z',
    steps: [{ text: expect.stringMatching(/开始计时/) }, {}, {}, {}, {}],
  })
  expect(wrong.code).toBe(1)
  expect(JSON.parse(wrong.stdout)).toMatchObject({ code: 'invalid-input', errors: [{ message: '必填' }, {}, {}] })
  expect(noise.code).toBe(1)
  expect(noise.stderr).toMatch(/stdin/)
  expect(readdirSync(join(none.MUSTER_DATA, '..'))).toEqual([])
})

test('doctor: well on a sound deployment; finds what is broken, names it in both languages, and changes nothing', async () => {
  const well = await doctor()
  expect(well.filter(({ ok, check }) => !ok && check !== 'durability')).toEqual([])
  const web = await startServe(['--role', 'web'], { ...env, PORT: '0' })
  const created = await fetch(`${web.address}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded.company.keys.customer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'question', title: '完好' }),
  })
  const { id } = (await created.json()) as { id: string }
  expect((await doctor()).filter(({ ok, check }) => !ok && check !== 'durability')).toEqual([])

  await ask(founded.url, "update obligations set next_at = null where ticket_id = $1 and kind = 'acknowledge'", [id])
  expect(await broken()).toEqual(['clocks'])
  await ask(founded.url, "update obligations set holder_id = gen_random_uuid() where ticket_id = $1 and kind = 'acknowledge'", [id])
  expect(await broken()).toEqual(['clocks', 'holders'])
  await ask(founded.url, 'delete from ticket_dues where ticket_id = $1', [id])
  expect(await broken()).toEqual(['clocks', 'holders', 'front-line'])
  await ask(founded.url, "insert into ticket_dues (ticket_id, status, accepted) select id, 'closed', false from tickets where id = $1", [
    id,
  ])
  expect(await broken()).toEqual(['clocks', 'holders', 'front-line'])
  await ask(founded.url, "update ticket_dues set status = 'open' where ticket_id = $1", [id])
  await ask(founded.url, 'delete from obligations where ticket_id = $1', [id])
  expect(await broken()).toEqual(['obligations'])
  await ask(
    founded.url,
    "insert into timers (id, kind, subject_type, subject_id, fires_at) select gen_random_uuid(), 'expire', 'ticket', $1, '2020-01-01T00:00:00Z'",
    [id],
  )
  expect(await broken()).toEqual(['obligations', 'sweep'])
  // Only somebody who takes the guards off can do this: the database itself refuses it.
  await ask(
    founded.url,
    'set session_replication_role = replica; update staff set active = false where id = (select owner_id from tickets limit 1)',
  )
  const found = await doctor()
  expect(found.filter(({ ok, check }) => !ok && check !== 'durability').map(({ check }) => check)).toEqual([
    'owners',
    'obligations',
    'sweep',
  ])
  for (const { zh, en } of found) {
    expect(zh).toMatch(/\p{Script=Han}|fsync|Node|PostgreSQL/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
  }

  const plain = await runMuster(['doctor'], env)
  expect(plain.code).toBe(1)
  expect(plain.stdout).toMatch(/✗ 1 个工单从未有过任何时效承诺 · 1 tickets that never owed anything/)
})

test('doctor on a folder without a database, and on one that was not migrated: says what to do, makes and migrates nothing', async () => {
  const dataDir = join(newFolder(), 'data')
  mkdirSync(dataDir)
  const empty = await runMuster(['doctor', '--data', dataDir])
  expect(empty.code).toBe(1)
  expect(empty.stdout).toMatch(/✗ 还没有数据库.*there is no database yet/)
  expect(readdirSync(dataDir)).toEqual([])
  const gone = await runMuster(['doctor'], { ...env, DATABASE_URL: 'postgresql://127.0.0.1:1/none' })
  expect(gone.code).toBe(1)
  expect(gone.stdout).toMatch(/✗ 连接不上数据库.*cannot be reached/)
  await ask(founded.url, 'delete from schema_migrations where name = (select max(name) from schema_migrations)')
  const behind = await runMuster(['doctor'], env)
  expect(behind.stdout).toMatch(/✗ 有 1 个升级尚未执行.*1 migrations pending/)
})

async function doctor(): Promise<{ check: string; ok: boolean; zh: string; en: string }[]> {
  const { stdout } = await runMuster(['doctor', '--json'], env)
  return (JSON.parse(stdout) as { findings: { check: string; ok: boolean; zh: string; en: string }[] }).findings
}

async function broken(): Promise<string[]> {
  // The test server does not flush its writes, and doctor says so.
  return (await doctor()).filter(({ ok, check }) => !ok && check !== 'durability').map(({ check }) => check)
}

async function callMe(address: string, key: string): Promise<{ status: number; name?: string }> {
  const response = await fetch(`${address}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  return { status: response.status, ...((await response.json()) as { name?: string }) }
}
