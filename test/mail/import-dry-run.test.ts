import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'muster-mail-'))
const MUSTER = new URL('../../bin/muster', import.meta.url).pathname
afterAll(() => rmSync(folder, { recursive: true }))

type Run = { readonly code: number | null; readonly lines: string[]; readonly complaint: string }

/** The command as people run it, where there is no database yet. */
function muster(args: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(MUSTER, ['import', 'mail', ...args], {
      env: { ...process.env, DATABASE_URL: '', MUSTER_DATA: join(folder, 'data') },
    })
    let out = ''
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, lines: out.split('\n').filter((line) => line !== ''), complaint }))
    child.stdin.end(input)
  })
}

function mail(subject: string, text = 'hello'): string {
  return `From: Li Na <li.na@hongtai.example>\nTo: support@vendor.example\nSubject: ${subject}\nDate: Mon, 2 Mar 2026 10:15:00 +0800\n\n${text}\n`
}
const MBOX = ['one', 'two']
  .map((subject) => `From li.na@hongtai.example Mon Mar  2 10:15:00 2026\n${mail(subject, '>From here on\n\nFrom now on it fails')}`)
  .join('\n')

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

test('each mail of a file, an mbox, a Maildir and the pipe is told, in order, without a database', async () => {
  const eml = write('single.eml', mail('single'))
  const mbox = write('many.mbox', MBOX)
  write('maildir/cur/1:2,S', mail('seen'))
  write('maildir/new/2', mail('new'))
  write('maildir/tmp/3', mail('half written'))
  const { code, lines } = await muster([eml, mbox, join(folder, 'maildir'), '-', '--dry-run', '--json'], mail('piped'))
  const mails = lines.map((line) => JSON.parse(line) as { subject: string; ok: boolean; match: null; file: string; position: number })
  expect(mails.map(({ subject }) => subject)).toEqual(['single', 'one', 'two', 'seen', 'new', 'piped'])
  expect(mails.map(({ position }) => position)).toEqual([1, 1, 2, 1, 1, 1])
  expect(mails.every(({ ok, match }) => ok && match === null)).toBe(true)
  expect(code).toBe(0)
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false)
})

test('what was understood stands in the line', async () => {
  const { lines } = await muster(['-', '--dry-run', '--json'], MBOX)
  expect(JSON.parse(lines[0]!)).toMatchObject({
    file: '-',
    position: 1,
    from: { name: 'Li Na', address: 'li.na@hongtai.example' },
    to: [{ name: '', address: 'support@vendor.example' }],
    date: '2026-03-02T02:15:00.000Z',
    // One mark of the mbox is taken away, and a line of the text that begins with its word is no new mail.
    text: 'From here on\n\nFrom now on it fails',
    visibleText: 'From here on\n\nFrom now on it fails',
    html: null,
    attachments: [],
    automatic: { kind: 'no', why: [] },
  })
})

test('what cannot be read is told in its place, and the others are read', async () => {
  const { code, lines } = await muster([
    join(folder, 'nowhere.eml'),
    write('empty.eml', ''),
    write('after.eml', mail('after')),
    '--dry-run',
    '--json',
  ])
  const told = lines.map((line) => JSON.parse(line) as { ok: boolean; code?: string; subject?: string })
  expect(told.map(({ ok, code: why, subject }) => (ok ? subject : why))).toEqual(['not-found', 'empty', 'after'])
  expect(code).toBe(1)
})

test('people read a few lines for each mail', async () => {
  const { code, lines } = await muster(['-', '--dry-run'], mail('自动回复: 报表'))
  expect(lines.join('\n')).toContain('自动回复: 报表')
  expect(lines.join('\n')).toContain('out_of_office')
  expect(code).toBe(0)
})

test('used wrongly it says so and does nothing', async () => {
  expect(await muster(['--dry-run'])).toMatchObject({ code: 2, lines: [] })
  expect(await muster(['--dry-run', '--dry', write('x.eml', mail('x'))])).toMatchObject({ code: 2, lines: [] })
})
