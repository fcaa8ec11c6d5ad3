import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { leaveAddress, servedPublicUrl } from '#platform/served-address'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { newFolder, removeFolders } from './founded.ts'
import { killAll, runMuster, startServe } from './muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
let env: Record<string, string>
let file: string
beforeAll(async () => {
  database = await createTestDatabase()
  const dataDir = join(newFolder(), 'data')
  env = { DATABASE_URL: database.url, MUSTER_DATA: dataDir, MUSTER_LOG_LEVEL: 'error' }
  file = join(dataDir, 'serving.json')
  expect((await runMuster(['set-up', '--company', '云帆', '--name', '王静', '--email', 'wang@vendor.test'], env)).code).toBe(0)
})
afterEach(killAll)
afterAll(async () => {
  await database.drop()
  removeFolders()
})

test('a command beside a server knows where it serves, whatever port it took; MUSTER_PUBLIC_URL wins', async () => {
  const serving = await startServe(['--port', '0'], env)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const told = { MUSTER_PUBLIC_URL: 'https://muster.example.com' }
  const [base, toldBase, { stdout }] = await Promise.all([linkBase(), linkBase(told), runMuster(['doctor', '--json'], env)])
  expect([base, toldBase]).toEqual([serving.address, told.MUSTER_PUBLIC_URL])
  const doctor = JSON.parse(stdout) as { findings: { check: string; en: string }[] }
  expect(doctor.findings.find(({ check }) => check === 'public-address')?.en).toContain(serving.address)
  serving.kill('SIGTERM')
  expect((await serving.ended).code).toBe(0)
  expect(existsSync(file)).toBe(false)
  expect(await linkBase()).toBe('http://127.0.0.1:8080')
})

test('a server that is busy for seconds is still where it said it is', async () => {
  const dataDir = newFolder()
  const busy = createServer((_request, response) => void setTimeout(() => response.end('{}'), 1_500))
  await new Promise<void>((listening) => busy.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`
  const takeBack = leaveAddress(dataDir, { address, publicUrl: address })
  try {
    expect(await servedPublicUrl(dataDir)).toBe(address)
  } finally {
    takeBack()
    await new Promise((closed) => busy.close(closed))
  }
})

test('what a server was told about its address is what commands say; a worker says nothing', async () => {
  const [serving, worker] = await Promise.all([
    startServe(['--role', 'web', '--port', '0'], { ...env, MUSTER_PUBLIC_URL: 'https://front.example.com' }),
    startServe(['--role', 'worker', '--port', '0'], env),
  ])
  expect(await linkBase()).toBe('https://front.example.com')
  worker.kill('SIGTERM')
  await worker.ended
  expect(await linkBase()).toBe('https://front.example.com')
  serving.kill('SIGTERM')
  await serving.ended
})

test('what a killed server left is not believed, nor a number that another program bears now, nor a broken file', async () => {
  const serving = await startServe(['--port', '0'], env)
  serving.kill('SIGKILL')
  await serving.ended
  expect(existsSync(file)).toBe(true)
  expect(await linkBase()).toBe('http://127.0.0.1:8080')
  const left = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...left, pid: process.pid }))
  expect(await linkBase()).toBe('http://127.0.0.1:8080')
  writeFileSync(file, '{"pid": 1, "addr')
  expect(await linkBase()).toBe('http://127.0.0.1:8080')
  // The next one puts its own in the place.
  const next = await startServe(['--port', '0'], env)
  expect(await linkBase()).toBe(next.address)
})

/** Where a sign-in link leads. */
async function linkBase(more: Record<string, string> = {}): Promise<string> {
  const { stdout, stderr } = await runMuster(['sign-in-link', '--email', 'wang@vendor.test'], { ...env, ...more })
  expect(stderr).toBe('')
  return new URL(stdout.trim()).origin
}
