import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#platform/log'
import { LISTENER_LIMITS } from '../../src/channels/email/smtp-in/listener-limits.ts'
import { openMailListener } from '../../src/channels/email/smtp-in/open-mail-listener.ts'
import type { DeliveredMail, DeliveryReceiver, MailListener } from '../../src/channels/port.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { type Postfix, startPostfix } from './servers/postfix.ts'
import { swaks } from './servers/swaks.ts'
import { until as untilHolds } from './until.ts'

// Every Postfix needs root. Skipped aloud elsewhere; in CI a skipped test is a failed one.
describe.skipIf(process.getuid?.() !== 0)('with Postfix', () => {
  const listeners: Record<'smtp' | 'lmtp', MailListener | null> = { smtp: null, lmtp: null }
  let dovecot: Dovecot
  let postfix: Postfix
  let answer: DeliveryReceiver['take']
  const taken: DeliveredMail[] = []
  const take = async (mail: DeliveredMail): Promise<'taken'> => {
    taken.push(mail)
    return 'taken'
  }

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { 'liming@mail.example': 'right' } })
    for (const protocol of ['smtp', 'lmtp'] as const) {
      listeners[protocol] = await openMailListener(
        {
          host: '127.0.0.1',
          port: 0,
          lmtp: protocol === 'lmtp',
          name: 'muster.example',
          tls: null,
          allowFrom: ['127.0.0.1'],
          signIn: null,
          limits: LISTENER_LIMITS,
          log: openLog('silent'),
        },
        {
          recipientAllowed: async (address) => (/^(support|security)@/.test(address) ? 'yes' : 'no'),
          take: (mail) => answer(mail),
        },
      )
    }
    postfix = await startPostfix({
      dovecot,
      routes: [
        { domain: 'mail.example', by: 'lmtp', port: dovecot.lmtp },
        { domain: 'smtp.muster.example', by: 'smtp', port: listeners.smtp!.port },
        { domain: 'lmtp.muster.example', by: 'lmtp', port: listeners.lmtp!.port },
      ],
    })
  })
  afterAll(async () => {
    await postfix?.stop()
    await dovecot?.stop()
    for (const listener of Object.values(listeners)) await listener?.close()
  })

  const post = async (recipients: string, subject: string): Promise<void> => {
    const to = ['--server', `127.0.0.1:${postfix.smtp}`, '--from', 'liming@mail.example', '--to', recipients]
    const { exitCode, transcript } = await swaks(...to, '--header', `Subject: ${subject}`, '--body', '登录失败')
    expect(exitCode, transcript).toBe(0)
  }

  /** What Postfix did meanwhile is in its log alone. */
  const until = (what: string, holds: () => boolean, withinMs?: number): Promise<number> =>
    untilHolds(what, holds, withinMs).catch((error: Error) => {
      throw new Error(`${error.message}\n${postfix.log().split('\n').slice(-60).join('\n')}`)
    })

  test.each(['smtp', 'lmtp'] as const)('Postfix hands over by %s what a customer sends', async (by) => {
    taken.length = 0
    answer = take
    await post(`support@${by}.muster.example`, `first by ${by}`)
    await until('the mail handed over', () => taken.length === 1)
    expect(taken).toMatchObject([{ envelope: { from: 'liming@mail.example', to: [`support@${by}.muster.example`] }, helo: 'mx.example' }])
    expect(Buffer.from(taken[0]!.raw).toString('utf8')).toMatch(/^Received: from [\s\S]*\r\nSubject: first by [\s\S]*\r\n登录失败\r\n/)
  })

  test.each(['smtp', 'lmtp'] as const)(
    'a mail that we cannot store stays with Postfix, which tries again by %s until we can',
    async (by) => {
      taken.length = 0
      let tries = 0
      answer = async (mail) => {
        tries++
        if (tries < 3) throw new Error('the database is away')
        return take(mail)
      }
      await post(`support@${by}.muster.example`, `again by ${by}`)
      await until('the third try', () => taken.length === 1, 90_000)
      expect(tries).toBe(3)
      expect(
        postfix.log().match(/status=deferred \(host 127\.0\.0\.1\[127\.0\.0\.1\] said: 451 4\.3\.0 Try again later/g)?.length,
      ).toBeGreaterThanOrEqual(2)
    },
  )

  test('by LMTP only the recipient who must wait comes again', async () => {
    taken.length = 0
    const addressed: string[][] = []
    answer = async (mail) => {
      addressed.push([...mail.envelope.to].sort())
      await take(mail)
      return addressed.length === 1 ? { later: ['support@lmtp.muster.example'] } : 'taken'
    }
    await post('support@lmtp.muster.example,security@lmtp.muster.example', 'two')
    await until('the second try', () => addressed.length === 2, 90_000)
    expect(addressed).toEqual([['security@lmtp.muster.example', 'support@lmtp.muster.example'], ['support@lmtp.muster.example']])
  })

  test('an unknown recipient is told to whoever wrote', async () => {
    taken.length = 0
    answer = take
    await post('nobody@smtp.muster.example', 'to nobody')
    await until('the bounce in the mailbox', () =>
      dovecot
        .mails('liming@mail.example')
        .some((mail) => mail.includes('No such recipient here') && mail.includes('nobody@smtp.muster.example')),
    )
    expect(taken).toEqual([])
  })

  test('while we are away Postfix keeps the mail, and hands it over when we are back', async () => {
    taken.length = 0
    answer = take
    const { port } = listeners.smtp!
    await listeners.smtp!.close()
    listeners.smtp = null
    await post('support@smtp.muster.example', 'while away')
    await until('the mail put off', () => /Connection refused/.test(postfix.log()))
    listeners.smtp = await openMailListener(
      {
        host: '127.0.0.1',
        port,
        lmtp: false,
        name: 'muster.example',
        tls: null,
        allowFrom: ['127.0.0.1'],
        signIn: null,
        limits: LISTENER_LIMITS,
        log: openLog('silent'),
      },
      { recipientAllowed: async () => 'yes', take },
    )
    await until('the mail handed over', () => taken.length === 1, 30_000)
  })
})
