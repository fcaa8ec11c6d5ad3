import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  openUnderstanding,
  type UnderstandingLimits,
  type UnderstandingPool,
} from '../../src/channels/email/understand/open-understanding.ts'

const HEAD = 'From: li.na@hongtai.example\r\nTo: support@vendor.example\r\n'
const LIMITS: UnderstandingLimits = {
  ownDomains: [],
  ownMark: null,
  trustedServer: null,
  threads: 2,
  timeoutMs: 10_000,
  memoryMb: 256,
  maxBytes: 70_000_000,
}
const open: UnderstandingPool[] = []

function pool(limits: Partial<UnderstandingLimits>): UnderstandingPool {
  const one = openUnderstanding({ ...LIMITS, ...limits })
  open.push(one)
  return one
}
function small(subject: string): Buffer {
  return Buffer.from(`${HEAD}Subject: ${subject}\r\n\r\nhello`)
}
/** Made of so many objects that reading it takes seconds, and hundreds of megabytes. */
function heavy(): Buffer {
  return Buffer.from(`${HEAD}X-Folded: a\r\n${' b\r\n'.repeat(15_000_000)}\r\nhello`)
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

test('a thread answers with the mail and its files, and the bytes stay the caller’s', async () => {
  const raw = Buffer.from(
    `${HEAD}Subject: file\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n`,
  )
  const before = Buffer.from(raw)
  const result = await pool({}).understand(raw)
  if (!result.ok) throw new Error(result.message)
  expect(result.mail.subject).toBe('file')
  expect(Buffer.from(result.files.get(result.mail.files[0]!.sha256)!).toString('hex')).toBe('89504e470d0a1a0a')
  expect(raw.equals(before)).toBe(true)
})

test('many mails at once are all answered, each with its own', async () => {
  const reading = pool({})
  const subjects = Array.from({ length: 300 }, (_, at) => `mail ${at}`)
  const results = await Promise.all(subjects.map((subject) => reading.understand(small(subject))))
  expect(results.map((result) => result.ok && result.mail.subject)).toEqual(subjects)
})

test('a mail that takes too long is refused, and those around it are read', async () => {
  const reading = pool({ timeoutMs: 2_000, memoryMb: 4_000 })
  // Starting a thread takes time too, on a busy machine much of it.
  const areReady = async () => (await Promise.all([reading.understand(small('1')), reading.understand(small('2'))])).every(({ ok }) => ok)
  while (!(await areReady()));
  const [before, giant, after] = await Promise.all([
    reading.understand(small('before')),
    reading.understand(heavy()),
    reading.understand(small('after')),
  ])
  expect(giant).toEqual({ ok: false, why: 'timeout', message: 'not read within 2000 ms' })
  expect([before.ok, after.ok]).toEqual([true, true])
  expect((await reading.understand(small('later'))).ok).toBe(true)
})

test('a mail that takes too much memory is refused, and those around it are read', async () => {
  const reading = pool({ threads: 1, timeoutMs: 100_000 })
  const [giant, after] = await Promise.all([reading.understand(heavy()), reading.understand(small('after'))])
  expect(giant).toMatchObject({ ok: false, why: 'memory' })
  expect(after.ok).toBe(true)
})

test('a mail beyond the size is refused without being read', async () => {
  expect(await pool({ maxBytes: 1_000 }).understand(Buffer.alloc(1_001))).toMatchObject({ ok: false, why: 'too-large' })
})

test('a mail in a file is read there, with a file of its own in it; one that is gone, too big or no file is said to be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-mail-'))
  try {
    const reading = pool({ maxBytes: 1_000 })
    const file = join(folder, 'one.eml')
    writeFileSync(
      file,
      `${HEAD}Subject: there\r\nContent-Type: application/x-log; name=a.log\r\nContent-Transfer-Encoding: 8bit\r\n\r\nline\r\n`,
    )
    const [first, second] = await Promise.all([reading.understand({ file }), reading.understand({ file })])
    if (!first.ok || !second.ok) throw new Error('not read')
    expect(first.mail.subject).toBe('there')
    expect(first.mail.files.map(({ name }) => name)).toEqual(['a.log'])
    expect(Buffer.from(second.files.get(second.mail.files[0]!.sha256)!).toString()).toContain('line')
    expect(await reading.understand({ file: join(folder, 'gone.eml') })).toMatchObject({ ok: false, why: 'not-found' })
    writeFileSync(file, Buffer.alloc(1_001))
    expect(await reading.understand({ file })).toMatchObject({ ok: false, why: 'too-large' })
    await expect(pool({}).understand({ file: folder })).rejects.toThrow('EISDIR')
    expect((await reading.understand(small('after'))).ok).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('closing answers everybody who waits', async () => {
  const reading = pool({ threads: 1 })
  const waiting = [reading.understand(small('one')), reading.understand(small('two'))]
  await reading.close()
  const results = await Promise.all([...waiting, reading.understand(small('three'))])
  expect(results.map((result) => (result.ok ? 'read' : result.why))).toEqual(['closed', 'closed', 'closed'])
})
