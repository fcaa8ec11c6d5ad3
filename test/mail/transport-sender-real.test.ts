import { generateKeyPairSync } from 'node:crypto'
import { authenticate } from 'mailauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccessToken } from '../../src/channels/email/oauth/open-access-token.ts'
import { openSmtpSender, type SmtpSenderOptions } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import type { MailSender } from '../../src/channels/port.ts'
import { memoryShelf } from '../fakes/memory-shelf.ts'
import { startTokenServer, type TokenServer } from '../fakes/token-server.ts'
import { letter, plainSender } from './letters.ts'
import { selfMadeCertificate } from './servers/certificate.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { type Postfix, startPostfix } from './servers/postfix.ts'
import { serverFolder } from './servers/run-server.ts'
import { until } from './until.ts'

// Every Postfix needs root. Skipped aloud elsewhere; in CI a skipped test is a failed one.
describe.skipIf(process.getuid?.() !== 0)('with Postfix', () => {
  const USER = 'liming@mail.example'
  let tokens: TokenServer
  let dovecot: Dovecot
  let postfix: Postfix
  const senders: MailSender[] = []

  beforeAll(async () => {
    tokens = await startTokenServer({ user: USER, refreshToken: 'refresh-1', clientSecret: 'client-secret-1' })
    dovecot = await startDovecot({ users: { [USER]: 'right' }, tokenInfoUrl: tokens.tokenInfoUrl })
    postfix = await startPostfix({ dovecot, routes: [{ domain: 'mail.example', by: 'lmtp', port: dovecot.lmtp }] })
  })
  afterAll(async () => {
    for (const sender of senders) await sender.close()
    await postfix?.stop()
    await dovecot?.stop()
    await tokens?.close()
  })

  function sender(part: Partial<SmtpSenderOptions> = {}): MailSender {
    const made = openSmtpSender(plainSender(postfix.smtp, part))
    senders.push(made)
    return made
  }
  const signedIn = (part: Partial<SmtpSenderOptions> = {}): MailSender =>
    sender({
      host: 'localhost',
      port: postfix.submission,
      security: 'starttls',
      ca: postfix.certificate.cert,
      signIn: { user: USER, password: 'right' },
      // Dovecot thinks for two seconds and more about a wrong password.
      timeouts: { connectMs: 5_000, silenceMs: 15_000, wholeMs: 30_000 },
      ...part,
    })
  const arrived = async (id: string): Promise<string> => {
    const find = (): string | undefined => dovecot.mails(USER).find((mail) => mail.includes(id))
    await until(`${id} in the mailbox`, () => find() !== undefined)
    return find()!
  }

  test('a mail goes by Postfix into the mailbox, its id and its signature whole', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const dkim = { domain: 'muster.example', selector: 's1', privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
    const mail = letter({ html: '<p>您好，<b>李明</b></p>', text: '您好\n.\n..两个点\nFrom 行首\n' })
    expect(await sender({ dkim }).send(mail)).toMatchObject({
      kind: 'accepted',
      response: expect.stringMatching(/^250 .*queued as/),
      refused: [],
    })
    const delivered = await arrived(mail.messageId)
    expect(delivered).toContain(`\nMessage-ID: ${mail.messageId}\n`)
    expect(delivered).toContain('Return-Path: <bounces@muster.example>')
    const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
    const { dkim: found } = await authenticate(Buffer.from(delivered.replaceAll('\n', '\r\n')), {
      ip: '127.0.0.1',
      helo: 'muster.example',
      sender: 'bounces@muster.example',
      resolver: async (name: string, type: string) => {
        if (type === 'TXT' && name === 's1._domainkey.muster.example') return [[record]]
        throw Object.assign(new Error('nothing there'), { code: 'ENOTFOUND' })
      },
    })
    expect(found.results[0]?.status.result).toBe('pass')
  })

  test('twenty megabytes arrive whole', async () => {
    const content = Buffer.alloc(20_000_000, 'muster ')
    const mail = letter({ attachments: [{ filename: 'dump.bin', contentType: 'application/octet-stream', content, contentId: null }] })
    expect(await sender({ timeouts: { connectMs: 5_000, silenceMs: 20_000, wholeMs: 30_000 } }).send(mail)).toMatchObject({
      kind: 'accepted',
    })
    const delivered = await arrived(mail.messageId)
    const encoded = /dump\.bin\n(?:Content-[^\n]*\n| [^\n]*\n)*\n([A-Za-z0-9+/=\n]+?)\n--/.exec(delivered)?.[1] ?? ''
    expect(Buffer.from(encoded, 'base64').equals(content)).toBe(true)
  })

  test('a recipient of a domain that is not theirs is refused, the other one is served', async () => {
    const mail = letter({ envelope: { from: 'bounces@muster.example', to: [USER, 'somebody@elsewhere.example'] } })
    expect(await sender().send(mail)).toMatchObject({
      kind: 'accepted',
      refused: [{ address: 'somebody@elsewhere.example', code: 554, response: expect.stringContaining('Relay access denied') }],
    })
    await arrived(mail.messageId)
    const none = letter({ envelope: { from: 'bounces@muster.example', to: ['somebody@elsewhere.example'] } })
    expect(await sender().send(none)).toMatchObject({ kind: 'permanent', code: 554 })
  })

  test('an empty sender, which nobody answers automatically, goes as such', async () => {
    const mail = letter({ envelope: { from: '', to: [USER] } })
    expect(await sender().send(mail)).toMatchObject({ kind: 'accepted' })
    expect(await arrived(mail.messageId)).toContain('Return-Path: <>')
  })

  describe('with a password', () => {
    test.each(['starttls', 'tls'] as const)('over %s', async (security) => {
      const mail = letter()
      const port = security === 'tls' ? postfix.submissions : postfix.submission
      const over = signedIn({ security, port })
      expect(await over.verify()).toMatchObject({ ok: true })
      expect(await over.send(mail)).toMatchObject({ kind: 'accepted' })
      await arrived(mail.messageId)
      expect(postfix.log()).toMatch(/sasl_method=PLAIN, sasl_username=liming@mail\.example/)
    })

    test('that is wrong: not sent, and said as what it is', async () => {
      const wrong = signedIn({ signIn: { user: USER, password: 'wrong' } })
      expect(await wrong.send(letter())).toMatchObject({ kind: 'temporary', trouble: 'auth_refused', mayHaveBeenSent: false })
      expect(await wrong.verify()).toMatchObject({ ok: false, trouble: 'auth_refused' })
    })

    test.each([
      ['that nobody vouches for', () => ({ ca: null })],
      ['that another one has signed', (other: string) => ({ ca: other })],
      ['of another name', () => ({ host: '127.0.0.1' })],
    ])('a certificate %s: the password is not even offered', async (_what, part) => {
      const folder = serverFolder('certificate')
      // Somebody of their own: what was refused before is told with a delay, in lines that look the same.
      const signIn = { user: 'never.offered@mail.example', password: 'right' }
      const before = postfix.log().length
      const outcome = await signedIn({ ...part(selfMadeCertificate(folder.path, 'other').cert), signIn }).send(letter())
      folder.remove()
      expect(outcome).toMatchObject({ kind: 'temporary', trouble: 'tls_wrong', mayHaveBeenSent: false })
      await until('Postfix has told how it ended', () => /lost connection after/.test(postfix.log().slice(before)))
      expect(postfix.log()).not.toContain(signIn.user)
    })
  })

  describe('with a token', () => {
    const source = () =>
      openAccessToken({
        endpoint: tokens.endpoint,
        clientId: 'client-1',
        clientSecret: 'client-secret-1',
        scope: 'mail',
        by: 'refresh_token',
        timeoutMs: 2_000,
        shelf: memoryShelf('refresh-1'),
      })

    test('XOAUTH2 signs in; when the token has been revoked a new one is fetched', async () => {
      const over = signedIn({ signIn: { user: USER, accessToken: source() }, pool: { sessions: 1, idleMs: 5_000, mails: 1 } })
      const first = letter()
      expect(await over.send(first)).toMatchObject({ kind: 'accepted' })
      await arrived(first.messageId)
      expect(postfix.log()).toMatch(/sasl_method=XOAUTH2, sasl_username=liming@mail\.example/)
      tokens.revoke()
      expect(await over.send(letter())).toMatchObject({ kind: 'accepted' })
      expect(tokens.requests).toHaveLength(2)
    })

    test('without consent any more: a person must sign in again', async () => {
      tokens.answer({ status: 400, body: { error: 'invalid_grant', error_description: 'revoked' } })
      const over = signedIn({ signIn: { user: USER, accessToken: source() } })
      expect(await over.send(letter())).toMatchObject({ kind: 'temporary', trouble: 'sign_in_again', mayHaveBeenSent: false })
      tokens.answer(null)
    })
  })
})
