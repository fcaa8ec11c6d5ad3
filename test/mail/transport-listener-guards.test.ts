import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSmtpSender } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import { letter, plainSender } from './letters.ts'
import { ALSO_OURS, closeAll, closing, line, listening, OURS, TO_DATA, to } from './listening.ts'
import { type Certificate, selfMadeCertificate } from './servers/certificate.ts'
import { serverFolder } from './servers/run-server.ts'
import { smtpLine } from './smtp-line.ts'
import { until } from './until.ts'

const folder = serverFolder('listener')
let certificate: Certificate
beforeAll(() => {
  certificate = selfMadeCertificate(folder.path, 'listener')
})
afterAll(() => folder.remove())

afterEach(closeAll)

describe('no open door', () => {
  test('unknown recipients are refused, all in the same words; ours are served', async () => {
    const { listener, inbox } = await listening()
    const opened = await line(listener, 'EHLO x', 'MAIL FROM:<a@b.example>')
    const replies = [await opened.ask('RCPT TO:<nobody@muster.example>'), await opened.ask('RCPT TO:<victim@elsewhere.example>')]
    expect(replies).toEqual(['550 5.1.1 No such recipient here', '550 5.1.1 No such recipient here'])
    expect(await opened.ask(`RCPT TO:<victim%elsewhere.example@muster.example>`)).toBe(replies[0])
    expect(await opened.ask('DATA')).toMatch(/^503/)
    expect(inbox.mails).toEqual([])
  })

  test('a receiver that does not know now: come again; one that fails: the same', async () => {
    let answer: () => Promise<'later'> = async () => 'later'
    const { listener } = await listening({}, { recipientAllowed: () => answer() })
    const opened = await line(listener, 'EHLO x', 'MAIL FROM:<a@b.example>')
    expect(await opened.ask(`RCPT TO:<${OURS}>`)).toMatch(/^451/)
    answer = () => Promise.reject(new Error('database away'))
    expect(await opened.ask(`RCPT TO:<${OURS}>`)).toBe('451 4.3.0 Try again later')
  })

  test('who tries addresses is sent away', async () => {
    const { listener } = await listening()
    const opened = await line(listener, 'EHLO x', 'MAIL FROM:<a@b.example>')
    for (let i = 1; i < 20; i++) expect(await opened.ask(`RCPT TO:<guess${i}@muster.example>`)).toMatch(/^550/)
    expect(await opened.ask('RCPT TO:<guess20@muster.example>')).toMatch(/^421/)
    await until('the line closed', opened.isClosed)
  })

  test('only from where it is allowed', async () => {
    const { listener } = await listening({ allowFrom: ['10.0.0.0/8', '2001:db8::/32'] })
    const opened = await smtpLine(listener.port)
    expect(await opened.reply()).toMatch(/^554/)
    const { listener: open } = await listening({ allowFrom: ['10.0.0.0/8', '127.0.0.0/8'] })
    expect((await to(open, OURS)).exitCode).toBe(0)
    await expect(listening({ allowFrom: ['10.0.0.0/33'] })).rejects.toThrow(TypeError)
  })

  test('with passwords: none without TLS, none wrong, and nothing before', async () => {
    const signIn = async (user: string, password: string) => user === 'mx' && password === 'right'
    const { listener, inbox } = await listening({ signIn, tls: certificate })
    expect((await to(listener, OURS)).transcript).toMatch(/^530 /m)
    const plain = await line(listener, 'EHLO x')
    expect(await plain.ask(`AUTH PLAIN ${Buffer.from('\0mx\0right').toString('base64')}`)).toMatch(/^538/)
    const over = (password: string) =>
      openSmtpSender(
        plainSender(listener.port, {
          host: 'localhost',
          security: 'starttls',
          ca: certificate.cert,
          signIn: { user: 'mx', password },
          timeouts: { connectMs: 5_000, silenceMs: 5_000, wholeMs: 9_000 },
        }),
      )
    const [right, wrong] = [over('right'), over('wrong')]
    closing.push(
      () => right.close(),
      () => wrong.close(),
    )
    const mail = letter({ envelope: { from: 'a@b.example', to: [OURS] } })
    expect(await wrong.send(mail)).toMatchObject({ kind: 'temporary', trouble: 'auth_refused' })
    expect(await right.send(mail)).toMatchObject({ kind: 'accepted' })
    expect(inbox.mails).toMatchObject([{ user: 'mx', tls: true }])
    await expect(listening({ signIn })).rejects.toThrow('certificate')
  })
})

describe('no second mail inside a mail', () => {
  const inner = 'MAIL FROM:<ceo@muster.example>\r\nRCPT TO:<support@muster.example>\r\nDATA\r\nSubject: forged\r\n\r\nforged\r\n.\r\n'
  test.each(['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r\n.\r', '\n.\r', '\r.\r\n', '\r.\n'])('%j is no end', async (end) => {
    const { listener, inbox } = await listening()
    const opened = await line(listener, ...TO_DATA)
    opened.put(`Subject: x\r\n\r\nouter${end}${inner}`)
    expect(await opened.reply()).toMatch(/^554/)
    expect(await opened.ask('NOOP')).toMatch(/^250/)
    expect(inbox.mails).toEqual([])
  })

  test('a lone dot between whole line ends, and bare line ends without a dot, are content', async () => {
    const { listener, inbox } = await listening()
    const opened = await line(listener, ...TO_DATA)
    opened.put('Subject: x\r\n\r\n..\r\nbare\nline\rends\r\n.\r\n')
    expect(await opened.reply()).toMatch(/^250/)
    expect(Buffer.from(inbox.mails[0]!.raw).toString()).toBe('Subject: x\r\n\r\n.\r\nbare\nline\rends\r\n')
  })
})

describe('nobody takes more than their share', () => {
  test('a mail that says it is too large, and one that is', async () => {
    const { listener, inbox } = await listening({ limits: { maxBytes: 10_000 } })
    const opened = await line(listener, 'EHLO x')
    expect(await opened.ask('MAIL FROM:<a@b.example> SIZE=10001')).toMatch(/^552/)
    for (const ask of ['MAIL FROM:<a@b.example>', `RCPT TO:<${OURS}>`, 'DATA']) await opened.ask(ask)
    opened.put(`${'x'.repeat(98)}\r\n`.repeat(101))
    opened.put('.\r\n')
    expect(await opened.reply()).toMatch(/^552/)
    for (const ask of ['MAIL FROM:<a@b.example>', `RCPT TO:<${OURS}>`, 'DATA']) await opened.ask(ask)
    opened.put(`${'x'.repeat(98)}\r\n`.repeat(100))
    opened.put('.\r\n')
    expect(await opened.reply()).toMatch(/^250/)
    expect(inbox.mails.map(({ raw }) => raw.length)).toEqual([10_000])
  })

  test('too much at the same time: come later, and later there is room', async () => {
    const { listener, inbox } = await listening({ limits: { maxBytesHeld: 100_000 } })
    const first = await line(listener, ...TO_DATA)
    first.put(`${'x'.repeat(98)}\r\n`.repeat(900))
    await new Promise((resolve) => setTimeout(resolve, 100))
    const body = `${'x'.repeat(98)}\r\n`.repeat(200)
    const second = await line(listener, ...TO_DATA)
    second.put(`${body}.\r\n`)
    expect(await second.reply()).toMatch(/^452/)
    first.put('.\r\n')
    expect(await first.reply()).toMatch(/^250/)
    for (const ask of TO_DATA.slice(1)) await second.ask(ask)
    second.put(`${body}.\r\n`)
    expect(await second.reply()).toMatch(/^250/)
    expect(inbox.mails).toHaveLength(2)
  })

  test('who says nothing, and who says it a byte at a time, loses the place', async () => {
    const { listener } = await listening({ limits: { silenceMs: 300, mailMs: 1_000 } })
    const silent = await line(listener, 'EHLO x')
    await until('the silent one gone', silent.isClosed, 3_000)
    const slow = await line(listener, ...TO_DATA)
    const drip = setInterval(() => slow.put('x'), 50)
    closing.push(() => clearInterval(drip))
    expect(await until('the slow one gone', slow.isClosed, 10_000)).toBeGreaterThan(700)
  })

  test('connections: in all and from one address', async () => {
    const { listener } = await listening({ limits: { connectionsPerAddress: 2 } })
    const both = [await line(listener), await line(listener)]
    const third = await smtpLine(listener.port)
    expect(await third.reply()).toMatch(/^421/)
    both[0]!.end()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await line(listener)
    const { listener: small } = await listening({ limits: { connections: 1 } })
    await line(small)
    expect(await (await smtpLine(small.port)).reply()).toMatch(/^421/)
  })

  test('recipients of one mail', async () => {
    const { listener } = await listening({ limits: { recipients: 1 } })
    const opened = await line(listener, ...TO_DATA.slice(0, 3))
    expect(await opened.ask(`RCPT TO:<${ALSO_OURS}>`)).toMatch(/^452/)
  })
})
