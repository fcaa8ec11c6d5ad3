import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSeal } from '../../../src/mail/seal.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-seal-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const SECRETS = '{"receivePassword":"授权码 p@ss"}'

test('what one process sealed another opens, and nobody reads it on the way', async () => {
  const [one, other] = await Promise.all([openSeal(dataDir), openSeal(dataDir)])
  const sealed = one.seal(SECRETS)
  expect(other.open(sealed)).toBe(SECRETS)
  expect((await openSeal(dataDir)).open(sealed)).toBe(SECRETS)
  expect(Buffer.from(sealed).includes('p@ss')).toBe(false)
  expect(one.seal(SECRETS)).not.toEqual(sealed)
  expect(((await stat(join(dataDir, 'mail-key'))).mode & 0o777).toString(8)).toBe('600')
})

test('a changed byte anywhere, a cut, or another key opens nothing', async () => {
  const seal = await openSeal(dataDir)
  const sealed = seal.seal('x')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => seal.open(changed), `byte ${at}`).toThrow()
    expect(() => seal.open(sealed.subarray(0, at)), `cut at ${at}`).toThrow()
  }
  await rm(join(dataDir, 'mail-key'))
  const another = await openSeal(dataDir)
  expect(() => another.open(sealed)).toThrow(/does not fit mail-key/)
})

test('a signature is the same in every process, and not that of another key', async () => {
  const first = await openSeal(dataDir)
  const signature = first.hmac('T-1024@support@vendor.test')
  expect(signature).toHaveLength(32)
  expect((await openSeal(dataDir)).hmac('T-1024@support@vendor.test')).toEqual(signature)
  expect(first.hmac('T-1025@support@vendor.test')).not.toEqual(signature)
  await rm(join(dataDir, 'mail-key'))
  expect((await openSeal(dataDir)).hmac('T-1024@support@vendor.test')).not.toEqual(signature)
})

test('a spoiled key stops the start and says what removing it costs', async () => {
  await writeFile(join(dataDir, 'mail-key'), 'short\n')
  await expect(openSeal(dataDir)).rejects.toThrow(/mail-key does not hold a secret.*passwords of all mailboxes/)
})
