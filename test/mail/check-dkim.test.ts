import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTxtResolver } from '../../src/channels/email/dns/open-txt-resolver.ts'
import { dkimRecord } from '../../src/mail/dkim-record.ts'
import { tryDkim } from '../../src/mail/try-dkim.ts'
import { type DnsServer, startDnsServer } from '../fakes/dns-server.ts'

const keyOf = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const OURS = keyOf(2048)
const LARGE = keyOf(4096)
const SERVER = { by: 'smtp', host: 'smtp.vendor.test', port: 465, security: 'tls', ca: null, user: 'u', auth: 'password' } as const
const sending = (selector: string) => ({ ...SERVER, dkim: { domain: 'vendor.test', selector } })
const recordOf = (privateKey: string) => dkimRecord(sending('any'), { dkimPrivateKey: privateKey })!.value
const at = (selector: string) => `${selector}._domainkey.vendor.test`

let dns: DnsServer
beforeAll(async () => {
  dns = await startDnsServer({
    [at('right')]: ['some text of a neighbour', recordOf(OURS)],
    [at('large')]: [recordOf(LARGE)],
    [at('other')]: [recordOf(LARGE)],
    [at('gone')]: ['v=DKIM1; p='],
    [at('empty')]: [],
    [at('broken')]: 'broken',
    [at('silent')]: 'silence',
  })
})
afterAll(() => dns.close())

const look = (selector: string, dkimPrivateKey = OURS) =>
  tryDkim(openTxtResolver({ servers: [dns.server], timeoutMs: 200 }), { send: sending(selector), secrets: { dkimPrivateKey } })

test.each([
  ['our key, in two pieces', 'right', OURS, 'right'],
  ['our key, too long for one datagram', 'large', LARGE, 'right'],
  ['another key', 'other', OURS, 'another_key'],
  ['a key withdrawn', 'gone', OURS, 'revoked'],
  ['a name without texts', 'empty', OURS, 'missing'],
  ['a name that nobody has', 'nowhere', OURS, 'missing'],
  ['a DNS server that fails', 'broken', OURS, 'no_answer'],
  ['a DNS server that is silent', 'silent', OURS, 'no_answer'],
] as const)('%s', async (_, selector, key, standing) => {
  expect(await look(selector, key)).toMatchObject({
    name: at(selector),
    standing,
    record: { name: at(selector), value: recordOf(key) },
  })
  expect(dns.asked).toContain(at(selector))
})

test('what stands there instead is shown', async () => {
  expect((await look('other'))?.found).toEqual([recordOf(LARGE)])
})

test('a key that is none asks nobody', async () => {
  const before = dns.asked.length
  const pem = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'
  expect(await look('right', pem)).toEqual({ name: at('right'), record: null, standing: 'key_unreadable', found: [] })
  expect(dns.asked).toHaveLength(before)
})

test('who signs nothing has nothing to look up', async () => {
  const resolve = openTxtResolver({ servers: [dns.server], timeoutMs: 200 })
  expect(await tryDkim(resolve, { send: { ...sending('right'), dkim: null }, secrets: {} })).toBeNull()
  expect(await tryDkim(resolve, { send: { by: 'files' }, secrets: {} })).toBeNull()
})
