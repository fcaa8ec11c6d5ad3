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
  expect(await check(mailbox())).toEqual({ receive: { ok: true, greeting: '' }, send: null })
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
