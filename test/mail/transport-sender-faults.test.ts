import { afterEach, describe, expect, test } from 'vitest'
import { openSmtpSender, type SmtpSenderOptions } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import type { MailSender } from '../../src/channels/port.ts'
import { type FaultyOptions, type FaultySmtpServer, startFaultySmtpServer } from '../fakes/faulty-smtp-server.ts'
import { failsAt, greylists, isDownUntil, refusesRecipients, takesAndHangsUp } from '../fakes/misbehaviours.ts'
import { letter, plainSender } from './letters.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function facing(
  server: FaultyOptions,
  part: Partial<SmtpSenderOptions> = {},
): Promise<{ server: FaultySmtpServer; sender: MailSender }> {
  const faulty = await startFaultySmtpServer(server)
  const sender = openSmtpSender(plainSender(faulty.port, part))
  opened.push(sender, faulty)
  return { server: faulty, sender }
}
const two = letter({ envelope: { from: 'bounces@muster.example', to: ['a@mail.example', 'b@mail.example'] } })

describe('the connection is lost', () => {
  test('after the final dot: it may have been sent, and here it was', async () => {
    const { server, sender } = await facing({ behave: takesAndHangsUp })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', code: null, mayHaveBeenSent: true, trouble: 'unreachable' })
    expect(server.mails).toHaveLength(1)
  })

  test('in silence after the final dot: it may have been sent', async () => {
    const { sender } = await facing({ behave: failsAt('end', 'silence') }, { timeouts: { connectMs: 500, silenceMs: 400, wholeMs: 5_000 } })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', mayHaveBeenSent: true, trouble: 'no_answer' })
  })

  test.each(['greeting', 'ehlo', 'mail', 'rcpt', 'data'] as const)('at %s: it has not been sent', async (step) => {
    const { server, sender } = await facing({ behave: failsAt(step, 'drop') })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', code: null, mayHaveBeenSent: false, trouble: 'unreachable' })
    expect(server.mails).toEqual([])
  })

  test('in the middle of a large mail: it has not been sent', async () => {
    const { server, sender } = await facing({ behave: failsAt('body', 'drop') })
    const large = letter({
      attachments: [
        { filename: 'dump.bin', contentType: 'application/octet-stream', content: new Uint8Array(20_000_000), contentId: null },
      ],
    })
    expect(await sender.send(large)).toMatchObject({ kind: 'temporary', mayHaveBeenSent: false })
    expect(server.mails).toEqual([])
  })

  test('while a kept session lay idle: a new one is opened, and the mail goes once', async () => {
    const { server, sender } = await facing({})
    expect(await sender.send(letter())).toMatchObject({ kind: 'accepted' })
    server.hangUp()
    expect(await sender.send(letter())).toMatchObject({ kind: 'accepted' })
    expect(server.mails.map(({ connection }) => connection)).toEqual([1, 2])
  })

  test('by a server that ends kept sessions with 421 at the next mail: a new one is opened', async () => {
    const { server, sender } = await facing({
      behave: ({ step, connection, times }) =>
        step === 'mail' && connection === 1 && times === 2 ? { reply: '421 4.4.2 timeout' } : 'good',
    })
    await sender.send(letter())
    expect(await sender.send(letter())).toMatchObject({ kind: 'accepted' })
    expect(server.mails.map(({ connection }) => connection)).toEqual([1, 2])
  })
})

describe('the server answers', () => {
  test('4xx at any step: temporary, not sent, and not a trouble between us', async () => {
    for (const step of ['mail', 'rcpt', 'data', 'end'] as const) {
      const { sender } = await facing({ behave: failsAt(step, { reply: '451 4.3.0 later' }, 1) })
      expect(await sender.send(letter()), step).toMatchObject({ kind: 'temporary', code: 451, mayHaveBeenSent: false, trouble: null })
      expect(await sender.send(letter()), step).toMatchObject({ kind: 'accepted' })
    }
  })

  test('5xx at any step: permanent, with its words; the session serves the next mail', async () => {
    for (const step of ['mail', 'rcpt', 'data', 'end'] as const) {
      const { server, sender } = await facing({ behave: failsAt(step, { reply: '550 5.7.1 no: spam' }, 1) })
      expect(await sender.send(letter()), step).toMatchObject({
        kind: 'permanent',
        code: 550,
        response: expect.stringContaining('no: spam'),
      })
      expect(await sender.send(letter()), step).toMatchObject({ kind: 'accepted' })
      expect(server.connections(), step).toBe(1)
    }
  })

  test('one of two recipients refused: accepted for the other', async () => {
    const { server, sender } = await facing({ behave: refusesRecipients({ 'b@mail.example': '550 5.1.1 nobody' }) })
    expect(await sender.send(two)).toMatchObject({
      kind: 'accepted',
      refused: [{ address: 'b@mail.example', code: 550, response: '550 5.1.1 nobody' }],
    })
    expect(server.mails[0]?.envelope.to).toEqual(['a@mail.example'])
  })

  test('all recipients refused: permanent only when none is merely put off', async () => {
    const { server, sender } = await facing({
      behave: refusesRecipients({ 'a@mail.example': '550 5.1.1 nobody', 'b@mail.example': '550 5.1.1 nobody' }),
    })
    expect(await sender.send(two)).toMatchObject({
      kind: 'permanent',
      refused: [{ address: 'a@mail.example' }, { address: 'b@mail.example' }],
    })
    server.behave(refusesRecipients({ 'a@mail.example': '550 5.1.1 nobody', 'b@mail.example': '450 4.2.1 full' }))
    expect(await sender.send(two)).toMatchObject({ kind: 'temporary', code: 450, trouble: null, refused: [{ code: 550 }, { code: 450 }] })
  })

  test('with greylisting: taken when its time is over', async () => {
    let now = 0
    const { sender } = await facing({ behave: greylists(300_000, () => now) })
    const mail = letter()
    expect(await sender.send(mail)).toMatchObject({ kind: 'temporary', code: 451, mayHaveBeenSent: false })
    now = 299_999
    expect(await sender.send(mail)).toMatchObject({ kind: 'temporary', code: 451 })
    now = 300_000
    expect(await sender.send(mail)).toMatchObject({ kind: 'accepted' })
  })

  test('with an hour of maintenance: temporary all the while', async () => {
    let now = 0
    const { sender } = await facing({ behave: isDownUntil(3_600_000, () => now) })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', code: 421 })
    now = 3_600_000
    expect(await sender.send(letter())).toMatchObject({ kind: 'accepted' })
  })

  test('that it takes no mail of this size: permanent, without sending it', async () => {
    const { server, sender } = await facing({ extensions: ['SIZE 1000'] })
    const large = letter({ text: 'x'.repeat(5_000) })
    expect(await sender.send(large)).toMatchObject({ kind: 'permanent', code: 552 })
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toEqual([])
  })

  test('that one must sign in first: temporary, and said as what it is', async () => {
    const { sender } = await facing({ behave: failsAt('mail', { reply: '530 5.7.0 Authentication required' }) })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', code: 530, trouble: 'auth_refused' })
  })

  test('a byte at a time, for ever: given up in time', async () => {
    const { sender } = await facing({ dripMs: 20 }, { timeouts: { connectMs: 5_000, silenceMs: 5_000, wholeMs: 500 } })
    const started = performance.now()
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', mayHaveBeenSent: false, trouble: 'no_answer' })
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  test('a byte at a time from the very beginning: given up in time', async () => {
    const { sender } = await facing({ dripMs: 100 }, { timeouts: { connectMs: 500, silenceMs: 5_000, wholeMs: 5_000 } })
    expect(await sender.send(letter())).toMatchObject({ kind: 'temporary', mayHaveBeenSent: false, trouble: 'no_answer' })
  })
})

describe('there is no server', () => {
  test.each([
    ['nobody listens', { port: 1 }, 'unreachable'],
    ['the name does not exist', { host: 'mail.invalid' }, 'name_not_found'],
    ['it wants TLS and speaks none', { security: 'tls' as const }, 'tls_wrong'],
    ['it offers no STARTTLS', { security: 'starttls' as const }, 'tls_missing'],
    ['it offers no signing in', { signIn: { user: 'a', password: 'b' } }, 'auth_refused'],
  ])('%s', async (_what, part, trouble) => {
    const { sender } = await facing({}, part)
    expect(await sender.send(letter())).toMatchObject({
      kind: 'temporary',
      code: trouble === 'tls_missing' ? 502 : null,
      mayHaveBeenSent: false,
      trouble,
    })
    expect(await sender.verify()).toMatchObject({ ok: false, trouble })
  })
})

test('sessions are kept, never more than allowed, and ended after so many mails', async () => {
  const { server, sender } = await facing({}, { pool: { sessions: 2, idleMs: 5_000, mails: 3 } })
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => sender.send(letter())))
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
  const perConnection = Map.groupBy(server.mails, ({ connection }) => connection)
  expect([...perConnection.values()].map(({ length }) => length)).toEqual([3, 3, 3, 3])
  expect(await sender.verify()).toMatchObject({ ok: true })
})

test('a session that serves many leaves nothing behind with each', async () => {
  const warnings: Error[] = []
  const note = (warning: Error): void => void warnings.push(warning)
  process.on('warning', note)
  const { server, sender } = await facing({ behave: failsAt('end', { reply: '451 later' }, 15) })
  for (let i = 0; i < 40; i++) await sender.send(letter())
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('warning', note)
  expect(server.connections()).toBe(1)
  expect(server.mails).toHaveLength(25)
  expect(warnings).toEqual([])
})

test('closing while a mail is on its way ends it', async () => {
  const { sender } = await facing({ behave: failsAt('rcpt', 'silence') })
  const sending = sender.send(letter())
  setTimeout(() => void sender.close(), 100)
  expect(await sending).toMatchObject({ kind: 'temporary', mayHaveBeenSent: false })
})
