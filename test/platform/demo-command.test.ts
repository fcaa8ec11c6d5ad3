import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { newFolder } from './founded.ts'
import { killAll, runMuster, startServe } from './muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 180_000 })

const ROLES = ['support', 'tester', 'product', 'engineer', 'lead', 'executive', 'administrator', 'customer']

let database: TestDatabase
let env: Record<string, string>
beforeAll(async () => {
  database = await createTestDatabase()
  env = { DATABASE_URL: database.url, MUSTER_DATA: newFolder() }
})
afterEach(killAll)
afterAll(() => database.drop())

test('the demo loads into an empty database once, shows how far it is, and all eight roles of it sign in', async () => {
  const asked = ['demo', '--tickets', '30', '--as-of', '2026-11-19', '--json']
  const loaded = await runMuster(asked, env)
  expect({ code: loaded.code, told: JSON.parse(loaded.stdout) }).toMatchObject({ code: 0, told: { loaded: true, tickets: 30 } })
  expect(loaded.stderr).toMatch(/100 %.*30 张工单 tickets/)

  const again = await runMuster(asked, env)
  expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' })
  expect(again.stderr).toMatch(/没有改动任何内容[\s\S]*nothing was changed/)
  expect(await runMuster([...asked, '--if-empty'], env)).toMatchObject({ code: 0, stdout: '{"loaded":false}\n' })

  const { stdout } = await runMuster(['demo', 'sign-ins', '--json'], env)
  const signIns = JSON.parse(stdout) as { role: string; email: string; password: string }[]
  expect(signIns.map(({ role }) => role)).toEqual(ROLES)
  const web = await startServe(['--role', 'web'], { ...env, PORT: '0' })
  for (const { role, email, password } of signIns) {
    const answer = await fetch(`${web.address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: web.address },
      body: JSON.stringify({ email, password }),
    })
    expect(answer.status, role).toBe(200)
  }
})

test('without a demo there is nobody to name; a number or a date that is none is refused before anything is loaded', async () => {
  const other = await createTestDatabase()
  try {
    const empty = { DATABASE_URL: other.url, MUSTER_DATA: newFolder() }
    const none = await runMuster(['demo', 'sign-ins'], empty)
    expect(none.stdout).toBe('')
    expect(none.stderr).toMatch(/没有演示公司[\s\S]*no demo company/)
    for (const wrong of [
      ['--tickets', 'many'],
      ['--as-of', 'yesterday'],
      ['--seed', '-1'],
    ])
      expect((await runMuster(['demo', ...wrong], empty)).code, wrong.join(' ')).toBe(2)
    expect(JSON.parse((await runMuster(['demo', '--tickets', '1', '--if-empty', '--json'], empty)).stdout)).toMatchObject({ loaded: true })
  } finally {
    await other.drop()
  }
})
