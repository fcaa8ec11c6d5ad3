import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { openAccessToken } from '../../src/channels/email/oauth/open-access-token.ts'
import { memoryShelf } from '../fakes/memory-shelf.ts'
import { startTokenServer, type TokenServer } from '../fakes/token-server.ts'
import { mailOf, type Reader, type ReadOptions, reading } from './reading.ts'
import { selfMadeCertificate } from './servers/certificate.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { serverFolder } from './servers/run-server.ts'
import { until } from './until.ts'

const PASSWORD = 'pa55-of-the-b0x'
const users = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`box${i}@mail.example`, PASSWORD]))
let dovecot: Dovecot
let tokens: TokenServer
let next = 0
const open: Reader[] = []

beforeAll(async () => {
  tokens = await startTokenServer({ user: 'box39@mail.example', refreshToken: 'refresh-1', clientSecret: 'client-secret-1' })
  dovecot = await startDovecot({ users, tokenInfoUrl: tokens.tokenInfoUrl })
})
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.source.close()
})
afterAll(async () => {
  await dovecot?.stop()
  await tokens?.close()
})

/** Each test has a mailbox of its own. */
const box = (): string => `box${next++}@mail.example`
function read(user: string, part: Partial<ReadOptions> = {}, take?: Parameters<typeof reading>[1]): Reader {
  const reader = reading({ port: dovecot.imap, signIn: { user, password: PASSWORD }, ...part }, take)
  open.push(reader)
  return reader
}
const idle = (reader: Reader): Promise<number> => until('the folder read', () => reader.source.health().state === 'idle')

describe('what comes', () => {
  test('is there within two seconds, told by the server', async () => {
    const user = box()
    const reader = read(user)
    await idle(reader)
    for (const subject of ['first', 'second', 'third']) {
      const before = reader.mails.length
      dovecot.drop(user, mailOf(subject))
      expect(await until(subject, () => reader.mails.length > before, 2_000)).toBeLessThan(2_000)
    }
    expect(reader.subjects()).toEqual(['first', 'second', 'third'])
    expect(reader.troubles()).toEqual(['connecting', 'idle'])
  })

  test('two hundred, in order, each once, one at a time, while a third of them cannot be stored at the first try', async () => {
    const user = box()
    const subjects = Array.from({ length: 200 }, (_, i) => `mail ${i}`)
    for (const subject of subjects) dovecot.drop(user, mailOf(subject, 'y'.repeat(2_000)))
    let atOnce = 0
    let most = 0
    const failed = new Set<number>()
    const reader = read(user, {}, async ({ uid }) => {
      most = Math.max(most, ++atOnce)
      await new Promise(setImmediate)
      atOnce--
      if (uid % 3 !== 0 || failed.has(uid)) return
      failed.add(uid)
      throw new Error('the store is away')
    })
    await until('two hundred', () => reader.mails.length === 200, 50_000)
    expect(reader.subjects()).toEqual(subjects)
    expect(reader.mails.map(({ uid }) => uid)).toEqual(subjects.map((_, i) => i + 1))
    expect(most).toBe(1)
    expect(failed.size).toBe(66)
    expect(reader.troubles()).toContain('not_stored')
    await idle(reader)
  })

  test('comes as the very bytes, with its date and size', async () => {
    const user = box()
    const raw = mailOf('登录失败', `8 bit: 你好\r\n.\r\n${'z'.repeat(5_000)}`)
    dovecot.drop(user, raw)
    const reader = read(user)
    await until('the mail', () => reader.mails.length === 1)
    const [mail] = reader.mails
    expect(Buffer.from(mail!.raw).toString('utf8')).toBe(raw)
    expect(mail!.size).toBe(Buffer.byteLength(raw))
    expect(Math.abs(mail!.internalDate! - Date.now())).toBeLessThan(60_000)
  })

  test('and is larger than we take is reported and left, and what comes after it is read', async () => {
    const user = box()
    dovecot.drop(user, mailOf('small'))
    dovecot.drop(user, mailOf('large', 'x'.repeat(200_000)))
    dovecot.drop(user, mailOf('after'))
    const reader = read(user, { maxBytes: 100_000 })
    await until('the one after', () => reader.mails.length === 2)
    expect(reader.subjects()).toEqual(['small', 'after'])
    expect(reader.refused).toMatchObject([{ uid: 2, why: 'too_big', size: expect.any(Number) }])
    expect(reader.refused[0]!.size).toBeGreaterThan(200_000)
    expect(dovecot.mails(user)).toHaveLength(3)
  })

  test('and is older than what is wanted is passed over', async () => {
    const user = box()
    dovecot.drop(user, mailOf('old'))
    const folder = join(dovecot.mailFolder(user), 'new')
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1_700_000_000, 1_700_000_000)
    dovecot.drop(user, mailOf('new'))
    const reader = read(user, { notBefore: parseInstant('2026-01-01T00:00:00.000Z') })
    await until('the new one', () => reader.mails.length === 1)
    await idle(reader)
    expect(reader.subjects()).toEqual(['new'])
  })
})

describe('nothing is lost, nothing is read twice without need', () => {
  test('when Dovecot is killed and mails come meanwhile', async () => {
    const user = box()
    dovecot.drop(user, mailOf('before'))
    const reader = read(user)
    await until('the first', () => reader.mails.length === 1)
    await dovecot.kill()
    await until('the loss noticed', () => reader.source.health().state === 'failing')
    for (const subject of ['one', 'two']) dovecot.drop(user, mailOf(subject))
    await dovecot.start()
    await until('the two read', () => reader.mails.length === 3)
    expect(reader.subjects()).toEqual(['before', 'one', 'two'])
    await idle(reader)
    expect(reader.troubles().filter((one, i, all) => one !== all[i - 1])).toEqual(['connecting', 'idle', 'unreachable', 'idle'])
  })

  test('when we are closed and opened again where we were', async () => {
    const user = box()
    for (const subject of ['one', 'two']) dovecot.drop(user, mailOf(subject))
    const first = read(user)
    await until('two', () => first.mails.length === 2)
    await first.source.close()
    dovecot.drop(user, mailOf('three'))
    const second = read(user, { cursor: first.cursor })
    await until('the third', () => second.mails.length === 1)
    await idle(second)
    expect(second.subjects()).toEqual(['three'])
  })

  test('when we die between fetching and storing: the same mail again', async () => {
    const user = box()
    for (const subject of ['one', 'two']) dovecot.drop(user, mailOf(subject))
    const first = read(user, {}, async ({ uid }) => {
      if (uid === 2) throw new Error('killed here')
    })
    await until('the second refused', () => first.troubles().includes('not_stored'))
    await first.source.close()
    const second = read(user, { cursor: first.cursor })
    await until('the second', () => second.mails.length === 1)
    expect(second.subjects()).toEqual(['two'])
  })

  test('when the folder is made anew (uidValidity): everything again, under its new name', async () => {
    const user = box()
    for (const subject of ['one', 'two']) dovecot.drop(user, mailOf(subject))
    const reader = read(user)
    await until('two', () => reader.mails.length === 2)
    const before = reader.cursor!
    await dovecot.kill()
    dovecot.forgetUids(user)
    dovecot.drop(user, mailOf('three'))
    // Its new uidValidity is the second of the day.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await dovecot.start()
    await until('all again', () => reader.mails.length === 5)
    expect(reader.subjects()).toEqual(['one', 'two', 'one', 'two', 'three'])
    expect(reader.cursor!.uidValidity).not.toBe(before.uidValidity)
    expect(new Set(reader.mails.map(({ uidValidity, uid }) => `${uidValidity} ${uid}`)).size).toBe(5)
  })
})

describe('what happens to a mail on the server once it is stored', () => {
  test('nothing, or read, or moved away', async () => {
    const [left, seen, moved] = [box(), box(), box()]
    for (const user of [left, seen, moved]) for (const subject of ['one', 'two']) dovecot.drop(user, mailOf(subject))
    dovecot.drop(moved, mailOf('there before'), 'Done')
    const readers = [read(left), read(seen, { mark: { kind: 'seen' } }), read(moved, { mark: { kind: 'move', folder: 'Done' } })]
    await until('all read', () => readers.every(({ mails }) => mails.length === 2))
    await until('all marked', () => dovecot.flags(seen).join('') === 'SS' && dovecot.mails(moved).length === 0)
    expect(dovecot.flags(left)).toEqual(['', ''])
    expect(dovecot.flags(seen)).toEqual(['S', 'S'])
    expect(dovecot.mails(moved)).toEqual([])
    expect(dovecot.mails(moved, 'Done')).toHaveLength(3)
  })

  test('into a folder that is missing: it is stored all the same, and stays', async () => {
    const user = box()
    dovecot.drop(user, mailOf('one'))
    const reader = read(user, { mark: { kind: 'move', folder: 'Nowhere' } })
    await until('read', () => reader.mails.length === 1)
    await idle(reader)
    dovecot.drop(user, mailOf('two'))
    await until('the next', () => reader.mails.length === 2)
    expect(dovecot.mails(user)).toHaveLength(2)
    expect(reader.subjects()).toEqual(['one', 'two'])
  })
})

describe('what is wrong is said as what it is', () => {
  const other = (): string => {
    const folder = serverFolder('certificate')
    const { cert } = selfMadeCertificate(folder.path, 'other')
    folder.remove()
    return cert
  }
  test.each<[string, string, () => Partial<ReadOptions>]>([
    ['a wrong password', 'auth_refused', () => ({ signIn: { user: 'box0@mail.example', password: 'n0t-the-pa55' } })],
    ['a certificate that nobody vouches for', 'tls_wrong', () => ({ host: 'localhost', security: 'tls', port: dovecot.imaps })],
    ['the same after STARTTLS', 'tls_wrong', () => ({ host: 'localhost', security: 'starttls' })],
    [
      'a certificate that another has signed',
      'tls_wrong',
      () => ({ host: 'localhost', security: 'tls', port: dovecot.imaps, ca: other() }),
    ],
    [
      'a certificate of another name',
      'tls_wrong',
      () => ({ host: '127.0.0.1', security: 'tls', port: dovecot.imaps, ca: dovecot.certificate.cert }),
    ],
    ['TLS where there is none', 'tls_wrong', () => ({ security: 'tls', port: dovecot.imap })],
    ['a name that does not exist', 'name_not_found', () => ({ host: 'imap.invalid' })],
    ['nobody listening', 'unreachable', () => ({ port: 1 })],
    ['a folder that is not there', 'folder_missing', () => ({ folder: 'Support/2026' })],
  ])('%s: %s', async (_what, trouble, part) => {
    const reader = read('box0@mail.example', part())
    await until('the second try', () => reader.healths.some((health) => health.state === 'failing' && health.tries >= 2), 20_000)
    expect(new Set(reader.troubles().slice(1))).toEqual(new Set([trouble]))
    const [first, second] = reader.healths.filter((health) => health.state === 'failing')
    expect(second!.since).toBe(first!.since)
    expect(JSON.stringify(reader.healths)).not.toMatch(/pa55/)
  })

  test.each(['tls', 'starttls'] as const)('and when all is right, %s works', async (security) => {
    const user = box()
    dovecot.drop(user, mailOf('one'))
    const port = security === 'tls' ? dovecot.imaps : dovecot.imap
    const reader = read(user, { host: 'localhost', security, port, ca: dovecot.certificate.cert })
    await until('read', () => reader.mails.length === 1)
  })

  test('a folder that appears later is read then', async () => {
    const user = box()
    const reader = read(user, { folder: 'Later' })
    await until('missing', () => reader.troubles().includes('folder_missing'))
    dovecot.drop(user, mailOf('one'), 'Later')
    await until('read', () => reader.mails.length === 1)
  })
})

describe('with a token instead of a password', () => {
  const USER = 'box39@mail.example'
  const token = () =>
    openAccessToken({
      endpoint: tokens.endpoint,
      clientId: 'client-1',
      clientSecret: 'client-secret-1',
      scope: 'mail',
      by: 'refresh_token',
      timeoutMs: 2_000,
      shelf: memoryShelf('refresh-1'),
    })

  test('it signs in; when the token has run out a new one is fetched at once; without consent a person is asked for', async () => {
    dovecot.drop(USER, mailOf('one'))
    const reader = read(USER, { signIn: { user: USER, accessToken: token() } })
    await until('read', () => reader.mails.length === 1)
    const asked = tokens.requests.length
    tokens.revoke()
    await dovecot.kill()
    dovecot.drop(USER, mailOf('two'))
    await dovecot.start()
    await until('read again', () => reader.mails.length === 2)
    expect(tokens.requests.length).toBe(asked + 1)
    tokens.answer({ status: 400, body: { error: 'invalid_grant' } })
    tokens.revoke()
    await dovecot.kill()
    await dovecot.start()
    await until('a person asked for', () => reader.troubles().includes('sign_in_again'))
    tokens.answer(null)
    await idle(reader)
  })
})

test('closing is quick, also while nothing can be reached', async () => {
  const readers = [
    read(box()),
    read(box(), {
      port: 1,
      pace: {
        lookMs: 60_000,
        lookWithoutIdleMs: 60_000,
        retry: { firstMs: 60_000, longestMs: 60_000 },
        retryWhenRefused: { firstMs: 60_000, longestMs: 60_000 },
      },
    }),
  ]
  await idle(readers[0]!)
  await until('failing', () => readers[1]!.source.health().state === 'failing')
  const started = performance.now()
  for (const reader of readers) await reader.source.close()
  expect(performance.now() - started).toBeLessThan(2_500)
})
