import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { killAll, runMuster, startServe } from './muster-process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await killAll()
  await database.drop()
})

const COMPANY = ['set-up', '--company', '云帆软件', '--name', '王静', '--email', 'wangjing@yunfan.test', '--time-zone', 'Asia/Shanghai']

test('an empty database becomes a company that takes tickets, once', async () => {
  const env = { DATABASE_URL: database.url, PORT: '0' }
  const done = await runMuster([...COMPANY, '--json'], env)
  expect(done).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(done.stdout)).toMatchObject({ setUp: true, email: 'wangjing@yunfan.test' })

  const again = await runMuster(COMPANY, env)
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('wangjing@yunfan.test')
  const other = await runMuster([...COMPANY.slice(0, -3), 'li@yunfan.test', '--line', '第二条'], env)
  expect(other.code).toBe(1)

  // Whatever PostgreSQL this runs on is read and found new enough.
  const doctor = JSON.parse((await runMuster(['doctor', '--json'], env)).stdout) as { findings: { check: string; ok: boolean }[] }
  const well = doctor.findings.filter(({ ok }) => ok).map(({ check }) => check)
  expect(well).toEqual(expect.arrayContaining(['postgres', 'encoding', 'migrations', 'workspace', 'owners', 'sweep']))

  const made = await runMuster(['keys', 'create', '--staff', 'wangjing@yunfan.test', '--name', '测试'], env)
  const key = made.stdout.trim().split(' ').at(-1)
  const serving = await startServe(['--role', 'web'], env)
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) }
    const answer = await fetch(`${serving.address}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return (await answer.json()) as Record<string, object[]>
  }
  const me = await call('GET', '/me')
  expect(me).toMatchObject({ name: '王静', role: 'administrator' })
  const ticket = await call('POST', '/tickets', { kind: 'defect', title: '导出超时', origin: 'staff' })
  expect(ticket).toMatchObject({ owner: { name: '王静' }, liaison: { name: '王静' } })
  expect(ticket['obligations']).toContainEqual(expect.objectContaining({ kind: 'acknowledge' }))
  expect((await call('GET', '/staff'))['items']).toHaveLength(1)
})
