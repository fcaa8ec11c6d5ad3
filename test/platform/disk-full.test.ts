import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, type TestContext, test, vi } from 'vitest'
import { ask, eventually, pause } from './ask.ts'
import { type FoundedFolder, foundedFolder, newFolder, removeFolders } from './founded.ts'
import { killAll, runMuster, type Serving, startServe } from './muster-process.ts'
import { readStream } from './stream-reader.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 180_000 })

let founded: FoundedFolder | undefined
let mounted: string | undefined
afterEach(async () => {
  await killAll()
  // A folder that something is mounted on cannot be removed.
  await founded?.drop().catch(() => undefined)
  if (mounted) spawnSync('/usr/bin/umount', ['-l', mounted])
  removeFolders()
})

test('the disk is full: said in clear words, reading goes on, nothing acknowledged is lost, and writing works again when there is space', async (context) => {
  const dataDir = join(newFolder(), 'data')
  mkdirSync(dataDir)
  if (!mountSmallDisk(dataDir, 400)) return skipAloud(context)
  founded = await foundedFolder(null, dataDir)
  const { url, cluster } = founded
  // A root folder the database's own user may enter: the cluster lies on the small disk.
  expect(cluster.startsWith(dataDir)).toBe(true)
  const serving = await startServe([], { MUSTER_DATA: dataDir, MUSTER_LOG_LEVEL: 'error', PORT: '0' })
  const reader = readStream(() => serving.address, founded.company.keys.lead)
  await eventually(() => reader.connected, 5_000, 'the stream is open')
  const kept: string[] = []
  // A fresh piece of the write-ahead log: it is the tables that find no more room, as they do in real life nearly always.
  await ask(founded.superuserUrl, 'select pg_switch_wal()')
  const before = await report(serving, '满之前')
  expect(before.status).toBe(201)
  kept.push(String(before.body['id']))

  const ballast = join(dataDir, 'ballast')
  fill(dataDir, ballast)
  // What PostgreSQL has set aside is used up first; each answer is a yes that holds or a clear no.
  let refused: Reply | undefined
  for (let n = 0; n < 4_000 && !refused; n++) {
    const answer = await report(serving, `快满了 ${n}`, '日志'.repeat(20_000))
    if (answer.status === 201) kept.push(String(answer.body['id']))
    else refused = answer
  }
  expect(refused).toMatchObject({ status: 507, body: { code: 'disk-full' } })
  expect(refused?.body['detail']).toMatch(/磁盘已满[\s\S]*没有保存[\s\S]*清理空间/)
  const upload = await attach(serving)
  expect(upload).toMatchObject({ status: 507, body: { code: 'disk-full' } })
  const read = await call(serving, 'GET', `/tickets/${kept[0]}`)
  expect(read).toMatchObject({ status: 200, body: { title: '满之前' } })
  expect((await call(serving, 'GET', '/tickets')).status).toBe(200)
  expect((await fetch(`${serving.address}/readyz`)).status).toBe(200)
  expect(serving.process.exitCode).toBeNull()

  rmSync(ballast)
  await eventually(async () => (await report(serving, '又有空间了')).status === 201, 30_000, 'writing works again')
  expect((await attach(serving)).status).toBe(201)
  const stored = new Set((await ask<{ id: string }>(url, 'select id from tickets')).map(({ id }) => id))
  expect(kept.filter((id) => !stored.has(id))).toEqual([])
  expect(await ask(url, 'select t.id from tickets t where not exists (select from obligations o where o.ticket_id = t.id)')).toEqual([])
  await eventually(
    () => kept.every((id) => reader.heard.some(({ subject, type }) => type === 'ticket.created' && subject.id === id)),
    10_000,
    'the stream has told all',
  )
  reader.leave()
  serving.kill('SIGTERM')
  expect(await serving.ended).toEqual({ code: 0, signal: null })
})

test('the disk of the write-ahead log is full: the database stops, which is said; what was acknowledged is there when it comes back by itself', async (context) => {
  const dataDir = join(newFolder(), 'data')
  founded = await foundedFolder(null, dataDir)
  const { url, superuserUrl, cluster } = founded
  const log = join(cluster, 'pg_wal')
  const aside = join(dataDir, 'pg_wal')
  renameSync(log, aside)
  mkdirSync(log, { mode: 0o700 })
  if (!mountSmallDisk(log, 200)) return skipAloud(context)
  const { uid, gid } = statSync(aside)
  for (const name of readdirSync(aside)) cpSync(join(aside, name), join(log, name), { recursive: true })
  for (const path of [log, ...readdirSync(log, { recursive: true }).map((name) => join(log, String(name)))]) chownSync(path, uid, gid)
  const serving = await startServe([], { MUSTER_DATA: dataDir, MUSTER_LOG_LEVEL: 'warn', PORT: '0' })
  const kept: string[] = []

  const ballast = join(log, 'ballast')
  fill(log, ballast)
  // Segments that are there are used up first; somebody else's writes hasten it.
  const refused: Reply[] = []
  for (let round = 0; round < 400 && refused.length === 0; round++) {
    const hasten = ask(superuserUrl, "select pg_logical_emit_message(true, 'ballast', repeat('x', 2000000))").catch(() => [])
    const answers = await Promise.all([0, 1, 2].map((n) => report(serving, `日志快满了 ${round}-${n}`)))
    for (const answer of answers) {
      if (answer.status === 201) kept.push(String(answer.body['id']))
      else refused.push(answer)
    }
    await hasten
  }
  expect(kept.length).toBeGreaterThan(0)
  expect(refused.length).toBeGreaterThan(0)
  for (const answer of refused) {
    expect(['503 database-away', '507 disk-full']).toContain(`${answer.status} ${answer.body['code']}`)
    expect(answer.body['detail']).toMatch(/没有保存/)
  }
  // It cannot come back without space; we stay, and say so.
  await eventually(async () => (await fetch(`${serving.address}/readyz`)).status === 503, 30_000, 'not ready')
  expect((await fetch(`${serving.address}/healthz`)).status).toBe(200)
  const said = () => serving.logged.filter(({ msg }) => msg === 'the database cannot be started again yet')
  await eventually(() => said().length > 0, 30_000, 'why it cannot come back')
  expect(JSON.stringify(said()[0])).toMatch(/The disk is full: \d+ MB are free where \S+pg_wal lies/)
  await pause(3_000)
  expect(said().length).toBeLessThanOrEqual(2)
  // The server tries again every second: whoever looks at that very moment meets its try.
  const doctor = async () => {
    const { code, stdout } = await runMuster(['doctor', '--json'], { MUSTER_DATA: dataDir })
    return code === 1 && /磁盘空间不足：\S+pg_wal/.test(stdout)
  }
  await eventually(doctor, 60_000, 'doctor names the full disk')

  rmSync(ballast)
  await eventually(async () => (await report(serving, '日志又有空间了')).status === 201, 60_000, 'writing works again, by itself')
  const stored = new Set((await ask<{ id: string }>(url, 'select id from tickets')).map(({ id }) => id))
  expect(kept.filter((id) => !stored.has(id))).toEqual([])
  expect(await ask(url, 'select t.id from tickets t where not exists (select from obligations o where o.ticket_id = t.id)')).toEqual([])
  serving.kill('SIGTERM')
  expect(await serving.ended).toEqual({ code: 0, signal: null })
})

function mountSmallDisk(folder: string, megabytes: number): boolean {
  const options = `size=${megabytes}m,mode=0711`
  if (process.getuid?.() !== 0 || spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return false
  mounted = folder
  return true
}

function skipAloud(context: TestContext): never {
  if (process.env['CI'] === 'true') throw new Error('this test needs root and the right to mount, and in CI nothing is skipped')
  return context.skip('needs root and the right to mount')
}

type Reply = { readonly status: number; readonly body: Record<string, unknown> }

function report(serving: Serving, title: string, symptom = '一直转圈'): Promise<Reply> {
  return call(serving, 'POST', '/tickets', { kind: 'defect', title, report: { symptom: symptom.slice(0, 9_000) } })
}

async function call(serving: Serving, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`${serving.address}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${founded?.company.keys.customer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function attach(serving: Serving): Promise<Reply> {
  const form = new FormData()
  form.set('file', new File([Buffer.alloc(2_000_000, 'x')], '日志.txt', { type: 'text/plain' }))
  const response = await fetch(`${serving.address}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded?.company.keys.customer}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Until nothing is left, not even for root. */
function fill(folder: string, file: string): void {
  const chunk = Buffer.alloc(1024 * 1024)
  writeFileSync(file, '')
  for (;;) {
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    if (free < bsize) return
    try {
      writeFileSync(file, chunk.subarray(0, Math.min(free, chunk.length)), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      return
    }
  }
}
