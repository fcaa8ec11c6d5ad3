import { afterEach, describe, expect, test } from 'vitest'
import { type FaultyImapServer, startFaultyImapServer } from '../fakes/faulty-imap-server.ts'
import { mailOf, type Reader, type ReadOptions, reading } from './reading.ts'
import { until } from './until.ts'

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})
async function server(capabilities?: string): Promise<FaultyImapServer> {
  const faulty = await startFaultyImapServer(capabilities === undefined ? {} : { capabilities })
  opened.push(() => faulty.close())
  return faulty
}
function read({ port }: FaultyImapServer, part: Partial<ReadOptions> = {}, take?: Parameters<typeof reading>[1]): Reader {
  const reader = reading({ port, signIn: { user: 'a', password: 'b' }, ...part }, take)
  opened.push(() => reader.source.close())
  return reader
}
const three = (faulty: FaultyImapServer): void => {
  for (const subject of ['one', 'two', 'three']) faulty.add(mailOf(subject))
}

describe('one mail will not come', () => {
  test('because the line breaks inside it: asked for again, and nothing else twice', async () => {
    const faulty = await server()
    three(faulty)
    faulty.onFetch((uid, times) => (uid === 2 && times <= 3 ? 'cut_literal' : 'good'))
    const reader = read(faulty)
    await until('three', () => reader.mails.length === 3)
    expect(reader.subjects()).toEqual(['one', 'two', 'three'])
    expect(reader.refused).toEqual([])
  })

  test('because the line breaks inside it every time: reported after ten tries, the others come', async () => {
    const faulty = await server()
    three(faulty)
    let asked = 0
    faulty.onFetch((uid, times) => {
      if (uid !== 2) return 'good'
      asked = times
      return 'cut_literal'
    })
    const reader = read(faulty)
    await until('the other two', () => reader.mails.length === 2, 20_000)
    expect(reader.subjects()).toEqual(['one', 'three'])
    expect(reader.refused).toMatchObject([{ uid: 2, why: 'server_refused' }])
    expect(asked).toBe(10)
  })

  test('because the server says no: reported with its words after four tries, the others come', async () => {
    const faulty = await server()
    three(faulty)
    faulty.onFetch((uid) => (uid === 2 ? { no: 'Message is corrupt' } : 'good'))
    const reader = read(faulty)
    await until('the other two', () => reader.mails.length === 2)
    expect(reader.subjects()).toEqual(['one', 'three'])
    expect(reader.refused).toMatchObject([{ uid: 2, why: 'server_refused', detail: expect.stringContaining('Message is corrupt') }])
    expect(reader.cursor).toMatchObject({ uid: 3 })
  })

  test('because the server is busy: waited for', async () => {
    const faulty = await server()
    three(faulty)
    faulty.onFetch((uid, times) => (uid === 2 && times <= 7 ? { no: '[UNAVAILABLE] Try later' } : 'good'))
    const reader = read(faulty)
    await until('three', () => reader.mails.length === 3)
    expect(reader.subjects()).toEqual(['one', 'two', 'three'])
    expect(reader.troubles()).toContain('server_refused')
  })

  test('because the server says nothing: the line is given up and the mail asked for again', async () => {
    const faulty = await server()
    three(faulty)
    faulty.onFetch((uid, times) => (uid === 2 && times === 1 ? 'silence' : 'good'))
    const reader = read(faulty, { timeouts: { connectMs: 1_000, silenceMs: 5_000, wholeMs: 300 } })
    await until('three', () => reader.mails.length === 3)
    expect(reader.subjects()).toEqual(['one', 'two', 'three'])
    expect(reader.troubles()).toContain('no_answer')
  })

  test('because it is announced larger than we asked for: reported as too big, without reading it', async () => {
    const faulty = await server()
    three(faulty)
    faulty.onFetch((uid) => (uid === 2 ? 'oversized_literal' : 'good'))
    const reader = read(faulty)
    await until('the other two', () => reader.mails.length === 2)
    expect(reader.refused).toMatchObject([{ uid: 2, why: 'too_big', size: 2_000_000_000 }])
    expect(reader.subjects()).toEqual(['one', 'three'])
  })

  test('and comes later: asked for again when we begin anew', async () => {
    const faulty = await server()
    three(faulty)
    const first = read(faulty, { cursor: { uidValidity: 1n, uid: 3 }, refused: [2] })
    await until('the one refused before', () => first.mails.length === 1)
    expect(first.subjects()).toEqual(['two'])
  })
})

describe('the folder', () => {
  test('gets another uidValidity while we are connected: read from its beginning at the next look', async () => {
    const faulty = await server()
    three(faulty)
    const reader = read(faulty, {
      pace: {
        lookMs: 200,
        lookWithoutIdleMs: 200,
        retry: { firstMs: 20, longestMs: 50 },
        retryWhenRefused: { firstMs: 20, longestMs: 50 },
      },
    })
    await until('three', () => reader.mails.length === 3)
    await until('waiting', () => faulty.commands.at(-1) === 'IDLE')
    faulty.renumber(7, 100)
    await until('three again', () => reader.mails.length === 6)
    expect(reader.mails.slice(3).map(({ uidValidity, uid }) => [uidValidity, uid])).toEqual([
      [7n, 100],
      [7n, 101],
      [7n, 102],
    ])
  })

  test('whose last mail the star always names is not read twice', async () => {
    const faulty = await server()
    three(faulty)
    const reader = read(faulty, {
      pace: { lookMs: 50, lookWithoutIdleMs: 50, retry: { firstMs: 20, longestMs: 50 }, retryWhenRefused: { firstMs: 20, longestMs: 50 } },
    })
    await until('looked many times', () => faulty.commands.filter((one) => one.startsWith('UID SEARCH')).length > 6)
    expect(reader.mails).toHaveLength(3)
  })

  test('is not asked about again and again while nothing happens', async () => {
    const faulty = await server()
    three(faulty)
    const reader = read(faulty)
    await until('three', () => reader.mails.length === 3)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const before = faulty.commands.length
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(faulty.commands.slice(before)).toEqual([])
    expect(faulty.commands.at(-1)).toBe('IDLE')
  })

  test('of a server that cannot tell (no IDLE) is looked at', async () => {
    const faulty = await server('IMAP4rev1')
    const reader = read(faulty)
    await until('idle', () => reader.source.health().state === 'idle')
    three(faulty)
    await until('three', () => reader.mails.length === 3, 2_000)
    expect(faulty.commands).not.toContain('IDLE')
  })
})

test('after silences in which the server is only asked whether it is there, it still tells at once', async () => {
  const faulty = await server()
  const reader = read(faulty, { timeouts: { connectMs: 1_000, silenceMs: 150, wholeMs: 5_000 } })
  await until('asked three times', () => faulty.commands.filter((one) => one === 'NOOP').length >= 3)
  await until('idling again', () => faulty.commands.at(-1) === 'IDLE')
  faulty.add(mailOf('one'))
  await until('the mail', () => reader.mails.length === 1, 100)
  expect(reader.troubles()).toEqual(['connecting', 'idle'])
})

test('a server that cannot tell and is looked at seldom keeps its connection', async () => {
  const faulty = await server('IMAP4rev1')
  const reader = read(faulty, {
    timeouts: { connectMs: 1_000, silenceMs: 200, wholeMs: 5_000 },
    pace: {
      lookMs: 60_000,
      lookWithoutIdleMs: 60_000,
      retry: { firstMs: 20, longestMs: 50 },
      retryWhenRefused: { firstMs: 20, longestMs: 50 },
    },
  })
  await until('idle', () => reader.source.health().state === 'idle')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(reader.troubles()).toEqual(['connecting', 'idle'])
})

test('a mail that comes while the line is down is read when it is up', async () => {
  const faulty = await server()
  three(faulty)
  const reader = read(faulty)
  await until('three', () => reader.mails.length === 3)
  faulty.hangUp()
  faulty.add(mailOf('four'))
  await until('the fourth', () => reader.mails.length === 4)
  expect(reader.subjects()).toEqual(['one', 'two', 'three', 'four'])
})

test('the next mail is fetched only when the one before is stored', async () => {
  const faulty = await server()
  three(faulty)
  let store = (): void => undefined
  const reader = read(faulty, {}, () => new Promise((resolve) => (store = resolve)))
  const bodies = (): string[] => faulty.commands.filter((one) => /^UID FETCH .*BODY/.test(one))
  await until('the first fetched', () => bodies().length === 1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(bodies()).toHaveLength(1)
  expect(reader.mails).toEqual([])
  for (let i = 1; i <= 3; i++) {
    store()
    await until(`mail ${i} stored`, () => reader.mails.length === i)
    if (i < 3) await until('the next fetched', () => bodies().length === i + 1)
  }
})

test('one connection after another, with longer and longer pauses that differ', async () => {
  const faulty = await server()
  const reader = read(faulty, {
    port: 1,
    pace: {
      lookMs: 1_000,
      lookWithoutIdleMs: 1_000,
      retry: { firstMs: 50, longestMs: 400 },
      retryWhenRefused: { firstMs: 50, longestMs: 400 },
    },
  })
  const started = performance.now()
  await until('the sixth try', () => reader.healths.some((one) => one.state === 'failing' && one.tries === 6))
  // 50, 100, 200, 400, 400 ms, each between half and all of it.
  expect(performance.now() - started).toBeGreaterThan(570)
  expect(performance.now() - started).toBeLessThan(1_900)
})
