import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentRefusals, attachmentRoutes, deleteOrphans, deleteUnlinked } from '#attachments'
import { addMs, DAY, HOUR, instant } from '#kernel/instant'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import { type Bench, openBench, UNSORTED } from './bench.ts'
import { contact, serve, staff } from './server.ts'

const [LI, CHEN, HE] = [
  '0190a000-0000-7000-8000-000000000001',
  '0190a000-0000-7000-8000-000000000002',
  '0190a000-0000-7000-8000-000000000003',
]
const PNG = Buffer.from('\x89PNG\r\n\x1a\n and the rest', 'latin1')
const LIMITS = { maxBytes: 1_048_576, quotaBytes: 3 * 1_048_576 }

let bench: Bench
let dataDir: string
let files: FileStore
let url: string
let readers: string[]
beforeEach(async () => {
  bench = await openBench()
  dataDir = await mkdtemp(join(tmpdir(), 'muster-files-'))
  files = openFileStore(dataDir)
  readers = []
  bench.onClose(() => rm(dataDir, { recursive: true }))
  const mayReadLinked = async ({ actor }: { actor: { id: string } }) => readers.includes(actor.id)
  const routes = (app: Parameters<typeof attachmentRoutes>[0]) => attachmentRoutes(app, { files, mayReadLinked, limits: LIMITS })
  url = (await serve(bench, [staff(LI!), staff(CHEN!, 'administrator'), contact(HE!, UNSORTED)], routes)).url
})
afterEach(() => bench.close())

async function upload(as: string, name: string, content: Buffer, headers: Record<string, string> = {}) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)], { type: 'text/html' }), name)
  const response = await fetch(`${url}/attachments`, { method: 'POST', headers: { as, ...headers }, body: form })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { id: string; code?: string; detail?: string },
  }
}
async function download(as: string, id: string) {
  const response = await fetch(`${url}/attachments/${id}/content`, { headers: { as } })
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) }
}
const onDisk = async () =>
  (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
const link = (id: string) => sql`update attachments set linked_at = created_at where id = ${id}`.execute(bench.db)

describe('an upload', () => {
  it('is kept under its own id, its type told by its bytes, its content once', async () => {
    const first = await upload(LI!, '截图 一.png', PNG)
    expect(first).toMatchObject({ status: 201, body: { name: '截图 一.png', size: PNG.length, mediaType: 'image/png' } })
    const second = await upload(HE!, 'C:\\temp\\b.html', PNG)
    expect(second.body).toMatchObject({ name: 'b.html', mediaType: 'image/png', sha256: first.body['sha256'] })
    expect(second.body.id).not.toBe(first.body.id)
    expect(await onDisk()).toEqual([first.body['sha256']])
  })

  it('comes back byte for byte, sandboxed and private', async () => {
    const content = randomBytes(700_000)
    const { body } = await upload(LI!, "数据 '终'.bin", content)
    const response = await download(LI!, body.id)
    expect(response.content.equals(content)).toBe(true)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '700000',
      'content-disposition': `attachment; filename="__ '_'.bin"; filename*=UTF-8''%E6%95%B0%E6%8D%AE%20%27%E7%BB%88%27.bin`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private',
    })
  })

  it('is shown in place only when it is a picture by its bytes', async () => {
    const picture = await upload(LI!, 'a.png', PNG)
    const page = await upload(LI!, 'a.png', Buffer.from('<script>alert(1)</script>'))
    expect((await download(LI!, picture.body.id)).headers.get('content-disposition')).toMatch(/^inline/)
    expect((await download(LI!, page.body.id)).headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await download(LI!, page.body.id)).headers.get('content-type')).toBe('application/octet-stream')
  })

  it('sent twice with one key is one', async () => {
    const first = await upload(LI!, 'a.png', PNG, { 'idempotency-key': 'k1' })
    const again = await upload(LI!, 'a.png', PNG, { 'idempotency-key': 'k1' })
    expect(again.body).toEqual(first.body)
    expect((await upload(LI!, 'a.png', Buffer.from('other'), { 'idempotency-key': 'k1' })).body.code).toBe('idempotency-key-reused')
    expect(await onDisk()).toEqual([first.body['sha256']])
  })
})

describe('refused, and nothing is left', () => {
  it('over the limit, named', async () => {
    for (const size of [LIMITS.maxBytes + 1, 3 * LIMITS.maxBytes, 6 * LIMITS.maxBytes]) {
      const { status, body } = await upload(LI!, 'big', Buffer.alloc(size))
      expect([status, body.code, body.detail]).toEqual([413, 'too-large', expect.stringContaining('1 MB')])
    }
    expect((await upload(LI!, 'just', Buffer.alloc(LIMITS.maxBytes))).status).toBe(201)
    expect(await onDisk()).toHaveLength(1)
  })

  it('over the day’s quota of that person, also at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => upload(LI!, `${n}`, Buffer.alloc(LIMITS.maxBytes, n))))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(answers.flatMap(({ body }) => body.code ?? [])).toEqual(['attachment-quota', 'attachment-quota'])
    expect(attachmentRefusals['attachment-quota'].status).toBe(413)
    expect(await onDisk()).toHaveLength(3)
    expect((await upload(HE!, 'other person', PNG)).status).toBe(201)
  })

  it('when the disk is full, or the sender breaks off', async () => {
    const failing = (error: Error) =>
      Readable.from(
        (function* () {
          yield Buffer.alloc(100_000)
          throw error
        })(),
      )
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    await expect(files.put(failing(full), { maxBytes: 1e9 })).rejects.toMatchObject({ refusal: { code: 'disk-full' } })
    await expect(files.put(failing(new Error('aborted')), { maxBytes: 1e9 })).rejects.toThrow('aborted')
    expect(await onDisk()).toEqual([])
  })

  it('when it is no file', async () => {
    const none = await fetch(`${url}/attachments`, { method: 'POST', headers: { as: LI! }, body: new FormData() })
    expect(none.status).toBe(400)
    const json = await fetch(`${url}/attachments`, { method: 'POST', headers: { as: LI!, 'content-type': 'application/json' }, body: '{}' })
    expect(json.status).toBe(415)
  })

  it('when it comes under another name, or with fields beside it that nobody knows', async () => {
    const send = async (...parts: [string, string | Blob][]) => {
      const form = new FormData()
      for (const [name, value] of parts) form.append(name, value)
      const answer = await fetch(`${url}/attachments`, { method: 'POST', headers: { as: LI! }, body: form })
      return { status: answer.status, errors: ((await answer.json()) as { errors?: unknown }).errors }
    }
    const file = new Blob(['x'])
    const unknown = (path: string) => ({ status: 400, errors: [expect.objectContaining({ path, code: 'unknown-field' })] })
    expect(await send(['picture', file])).toEqual(unknown('picture'))
    expect(await send(['ticket', 'T-1'], ['file', file])).toEqual(unknown('ticket'))
    expect((await send(['file', file])).status).toBe(201)
    expect(await onDisk()).toHaveLength(1)
  })
})

describe('who may read', () => {
  it('its uploader alone until it is linked, then exactly who may read what it hangs on', async () => {
    const { body } = await upload(HE!, 'a.png', PNG)
    const status = async (as: string) => (await download(as, body.id)).status
    expect([await status(HE!), await status(LI!), await status(CHEN!)]).toEqual([200, 404, 404])
    await link(body.id)
    expect([await status(HE!), await status(LI!)]).toEqual([404, 404])
    readers = [LI!]
    expect([await status(HE!), await status(LI!), await status(CHEN!)]).toEqual([404, 200, 404])
  })

  it('what does not exist is the same answer', async () => {
    expect((await download(LI!, '0190a000-0000-7000-8000-00000000ffff')).status).toBe(404)
    expect((await download(LI!, 'not-an-id')).status).toBe(404)
    expect((await download('nobody', '0190a000-0000-7000-8000-00000000ffff')).status).toBe(401)
  })
})

describe('housekeeping', () => {
  it('removes what was not linked in 24 hours, and content only with its last row', async () => {
    const shared = await upload(LI!, 'a.png', PNG)
    const linked = await upload(HE!, 'b.png', PNG)
    const alone = await upload(LI!, 'c.txt', Buffer.from('alone'))
    await link(linked.body.id)
    const now = instant(Date.now())
    expect(await deleteUnlinked(bench.db, files, addMs(now, DAY - HOUR))).toBe(0)
    expect(await deleteUnlinked(bench.db, files, addMs(now, DAY + HOUR))).toBe(2)
    expect((await download(LI!, shared.body.id)).status).toBe(404)
    expect((await download(LI!, alone.body.id)).status).toBe(404)
    readers = [HE!]
    expect((await download(HE!, linked.body.id)).status).toBe(200)
    expect(await onDisk()).toEqual([linked.body['sha256']])
  })

  it('removes what a crash left on the disk, but nothing young and nothing used', async () => {
    const used = await upload(LI!, 'a.png', PNG)
    const orphan = await files.put(Readable.from([Buffer.from('orphan')]), { maxBytes: 100 })
    const now = instant(Date.now())
    expect(await deleteOrphans(bench.db, files, now)).toBe(0)
    const old = new Date(now - 2 * DAY)
    for (const sha256 of [orphan.sha256, String(used.body['sha256'])]) {
      await utimes(join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256), old, old)
    }
    expect(await deleteOrphans(bench.db, files, now)).toBe(1)
    expect(await onDisk()).toEqual([used.body['sha256']])
  })

  it('uploads of one content and its removal at the same time: no row ever lacks its content', async () => {
    for (let round = 0; round < 10; round++) {
      const { body } = await upload(LI!, 'a', PNG)
      const [, ...again] = await Promise.all([
        deleteUnlinked(bench.db, files, addMs(instant(Date.now()), DAY + HOUR)),
        upload(HE!, 'b', PNG),
        upload(CHEN!, 'c', PNG),
      ])
      for (const [i, { status, body: kept }] of again.entries()) {
        const got = await download(i === 0 ? HE! : CHEN!, kept.id)
        expect([`${status}`, got.status]).toEqual([status === 201 ? '201' : '503', got.status === 404 ? 404 : 200])
      }
      expect([200, 404]).toContain((await download(LI!, body.id)).status)
    }
  })
})
