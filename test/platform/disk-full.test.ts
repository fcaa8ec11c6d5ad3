import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ask, eventually } from './ask.ts'
import { type FoundedFolder, foundedFolder, newFolder, removeFolders } from './founded.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'
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
  const canMount =
    process.getuid?.() === 0 && spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', dataDir]).status === 0
  if (!canMount) {
    if (process.env['CI'] === 'true') throw new Error('this test needs root and the right to mount, and in CI nothing is skipped')
    return context.skip('needs root and the right to mount')
  }
  mounted = dataDir
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
