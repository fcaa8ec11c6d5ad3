import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileMailOut } from '#auth'
import { readOrMakeAuthSecret } from '../../../src/auth/auth-secret.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-secret-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

test('the secret is made once, also by processes that start together, and is its owner’s alone', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => readOrMakeAuthSecret(dataDir)))
  expect(new Set(made).size).toBe(1)
  expect(made[0]).toMatch(/^[\w-]{43}$/)
  expect(await readOrMakeAuthSecret(dataDir)).toBe(made[0])
  expect(await mode(join(dataDir, 'auth-secret'))).toBe('600')
})

test('a spoiled secret stops the start instead of signing with it', async () => {
  const other = await mkdtemp(join(tmpdir(), 'muster-secret-'))
  await writeFile(join(other, 'auth-secret'), 'short\n')
  await expect(readOrMakeAuthSecret(other)).rejects.toThrow(/does not hold a secret/)
  await rm(other, { recursive: true, force: true })
})

test('without a mail server each mail is one file that only its owner reads', async () => {
  const out = fileMailOut(dataDir)
  await out.send({ to: 'na.li@vendor.test', subject: '您的 Muster 登录链接', body: '第一行\n\nhttp://x/#token=abc' })
  await out.send({ to: 'na.li@vendor.test', subject: 'again', body: 'b' })
  const files = await readdir(join(dataDir, 'mails'))
  expect(files).toHaveLength(2)
  const first = join(dataDir, 'mails', files.sort()[0] ?? '')
  expect(await readFile(first, 'utf8')).toBe('To: na.li@vendor.test\nSubject: 您的 Muster 登录链接\n\n第一行\n\nhttp://x/#token=abc\n')
  expect(await mode(first)).toBe('600')
  expect(await mode(join(dataDir, 'mails'))).toBe('700')
})
