import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMailbox } from '../../src/channels/email/check-mailbox.ts'
import type { ConnectedMailbox } from '../../src/channels/email/mailbox-sign-ins.ts'
import { type FaultySmtpServer, startFaultySmtpServer } from '../fakes/faulty-smtp-server.ts'
import { memoryShelf } from '../fakes/memory-shelf.ts'
import { failsAt } from '../fakes/misbehaviours.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'

let dovecot: Dovecot
let silent: FaultySmtpServer
beforeAll(async () => {
  dovecot = await startDovecot({ users: { support: 'good' } })
  silent = await startFaultySmtpServer({ behave: failsAt('ehlo', 'silence') })
})
afterAll(async () => {
  await dovecot.stop()
  await silent.close()
})

type Imap = Extract<ConnectedMailbox['receive'], { by: 'imap' }>
const mailbox = (part: Partial<Imap> = {}, receivePassword = 'good'): ConnectedMailbox => ({
  receive: {
    ...{ by: 'imap', host: 'localhost', port: dovecot.imaps, security: 'tls', ca: dovecot.certificate.cert },
    ...{ user: 'support', auth: 'password', folder: 'INBOX', afterwards: 'leave' },
    ...part,
  },
  send: { by: 'files' },
  secrets: { receivePassword },
})
const check = (one: ConnectedMailbox, limitMs = 10_000) =>
  checkMailbox(one, { heloName: 'muster.test', shelfOf: () => memoryShelf(null), microsoftLogin: 'https://login.invalid', limitMs })

test('a real server lets the mailbox in, by a certificate of its own authority', async () => {
  expect(await check(mailbox())).toEqual({ receive: { ok: true, greeting: '', moveFolder: null }, send: null })
})

test('the folder that taken mails go to is made when it is missing, once', async () => {
  const moving = mailbox({ afterwards: { move: '已收下' } })
  expect((await check(moving)).receive).toEqual({ ok: true, greeting: '', moveFolder: 'made' })
  expect((await check(moving)).receive).toEqual({ ok: true, greeting: '', moveFolder: 'there' })
  expect((await check(mailbox({ afterwards: { move: 'inbox' } }))).receive).toMatchObject({ moveFolder: 'there' })
})

test('a folder that cannot be made is named as such', async () => {
  // No server takes a name with two separators in a row.
  const impossible = await check(mailbox({ afterwards: { move: 'a//b' } }))
  expect(impossible.receive).toMatchObject({ ok: false, trouble: 'move_folder_missing', detail: expect.any(String) })
})

test.each([
  ['a wrong password', {}, 'bad', 'auth_refused'],
  ['a folder that is not there', { folder: 'Nowhere' }, 'good', 'folder_missing'],
  ['a certificate nobody vouches for', { ca: null }, 'good', 'tls_wrong'],
  ['a port where nobody listens', { port: 1 }, 'good', 'unreachable'],
  ['a name that nobody has', { host: 'imap.invalid' }, 'good', 'name_not_found'],
] as const)('%s is named', async (_, part, password, trouble) => {
  expect((await check(mailbox(part, password))).receive).toMatchObject({ ok: false, trouble })
})

test('a server that says nothing is waited for no longer than a person waits', async () => {
  const send = { by: 'smtp', host: '127.0.0.1', port: silent.port, security: 'none', ca: null, user: '', auth: 'none', dkim: null } as const
  const both = await check({ ...mailbox(), send }, 1_500)
  expect(both.send).toEqual({ ok: false, trouble: 'no_answer', detail: 'no answer within 2 s' })
  expect(both.receive).toMatchObject({ ok: true })
})
