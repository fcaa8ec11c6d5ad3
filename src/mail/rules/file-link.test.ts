import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { addMs, DAY, instant } from '#kernel/instant'
import { fileLink, isFileLinkGood, readFileLink } from './file-link.ts'

const hmacOf = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest()
const hmac = hmacOf('ours')
const NOW = instant(Date.UTC(2026, 10, 24))
const whom = {
  ...{ attachmentId: '01a20b48-0900-75f8-9726-ecb7ab3ad559', personId: '01a20b48-0900-7605-9774-007155d045a9' },
  address: 'min@huadong.test',
}
const opened = (path: string) => {
  const url = new URL(path, 'https://muster.test')
  return readFileLink(url.pathname.slice('/files/'.length), Object.fromEntries(url.searchParams))
}
const link = fileLink(whom, NOW, hmac)

test('a link is good for fourteen days, at the address it was made for', () => {
  const read = opened(link)!
  expect(read).toMatchObject({ attachmentId: whom.attachmentId, personId: whom.personId })
  expect(isFileLinkGood(read, whom.address, NOW, hmac)).toBe(true)
  expect(isFileLinkGood(read, whom.address, addMs(NOW, 14 * DAY), hmac)).toBe(true)
  expect(isFileLinkGood(read, whom.address, addMs(NOW, 14 * DAY + 1), hmac)).toBe(false)
  expect(isFileLinkGood(read, 'other@huadong.test', NOW, hmac)).toBe(false)
  expect(isFileLinkGood(read, whom.address, NOW, hmacOf('theirs'))).toBe(false)
})

test.each([
  ['another file', /^\/files\/01/, '/files/02'],
  ['another contact', 'for=01', 'for=02'],
  ['a longer life', 'until=m', 'until=n'],
  ['another signature', /sig=./, (found: string) => (found === 'sig=a' ? 'sig=b' : 'sig=a')],
] as const)('%s is not what we signed', (_, from, to) => {
  const changed = link.replace(from, to as string)
  expect(changed).not.toBe(link)
  const read = opened(changed)
  expect(read !== null && isFileLinkGood(read, whom.address, NOW, hmac)).toBe(false)
})

test.each(['for', 'until', 'sig'])('without %s, or with it twice, it is none of ours', (name) => {
  const query: Record<string, unknown> = Object.fromEntries(new URL(link, 'https://muster.test').searchParams)
  expect(readFileLink(whom.attachmentId, { ...query, [name]: undefined })).toBeNull()
  expect(readFileLink(whom.attachmentId, { ...query, [name]: [query[name], query[name]] })).toBeNull()
  expect(readFileLink('x', query)).toBeNull()
})
