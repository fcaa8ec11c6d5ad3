import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSmtpSender } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import { letter, plainSender } from './letters.ts'
import { ALSO_OURS, closing, line, listening, OURS, TO_DATA, to } from './listening.ts'
import { type Certificate, selfMadeCertificate } from './servers/certificate.ts'
import { serverFolder } from './servers/run-server.ts'
import { swaks } from './servers/swaks.ts'
import { smtpLine } from './smtp-line.ts'
import { until } from './until.ts'

const folder = serverFolder('listener')
let certificate: Certificate
beforeAll(() => {
  certificate = selfMadeCertificate(folder.path, 'listener')
})
afterAll(() => folder.remove())

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('what is handed over', () => {
  test('swaks delivers: the envelope and the bytes', async () => {
    const { listener, inbox } = await listening()
    const { exitCode, transcript } = await to(
      listener,
      `${OURS},${ALSO_OURS}`,
      '--header',
      'Subject: 登录失败',
      '--body',
      '.点\n..两点\n结束',
    )
    expect(exitCode, transcript).toBe(0)
    expect(inbox.mails).toMatchObject([
      {
        envelope: { from: 'liming@mail.example', to: [OURS, ALSO_OURS] },
        remote: '127.0.0.1',
        helo: 'customer.example',
        user: null,
        tls: false,
      },
    ])
    const raw = Buffer.from(inbox.mails[0]!.raw).toString('utf8')
    expect(raw).toContain('Subject: 登录失败\r\n')
    expect(raw).toContain('\r\n.点\r\n..两点\r\n结束\r\n')
  })

  test('every byte, dots and all, however it is cut into packets', async () => {
    const { listener, inbox } = await listening()
    const body = `Subject: x\r\n\r\n.\r\n..\r\n...x\r\n\r\n${randomBytes(300).toString('hex')}\r\n.`
    const stuffed = body.replace(/^\./gm, '..')
    const opened = await line(listener, ...TO_DATA)
    for (const byte of `${stuffed}\r\n.\r\n`) {
      opened.put(byte)
      await new Promise(setImmediate)
    }
    expect(await opened.reply()).toMatch(/^250/)
    expect(Buffer.from(inbox.mails[0]!.raw).toString('latin1')).toBe(`${body}\r\n`)
  })

  test('whatever our sender sends is what is taken, byte for byte', async () => {
    const { listener, inbox } = await listening()
    const sender = openSmtpSender(plainSender(listener.port))
    closing.push(() => sender.close())
    const line = fc
      .array(fc.constantFrom('.', '..', 'x', ' ', '\0', '你', 'From ', 'QUIT', '\t'), { maxLength: 6 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        inbox.mails.length = 0
        const raw = Buffer.from(`Subject: x\r\n\r\n${lines.join('\r\n')}\r\n`)
        expect(await sender.sendWritten({ envelope: { from: 'a@b.example', to: [OURS] }, raw })).toMatchObject({ kind: 'accepted' })
        expect(raw.equals(inbox.mails[0]!.raw)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('an empty sender', async () => {
    const { listener, inbox } = await listening()
    expect((await swaks('--server', `127.0.0.1:${listener.port}`, '--from', '<>', '--to', OURS)).exitCode).toBe(0)
    expect(inbox.mails[0]?.envelope.from).toBe('')
  })

  test('nothing is answered before it is stored', async () => {
    const { listener, inbox } = await listening()
    let isStored = false
    let store = (): void => undefined
    inbox.take = () =>
      new Promise((resolve) => {
        store = () => {
          isStored = true
          resolve('taken')
        }
      })
    const opened = await line(listener, ...TO_DATA)
    opened.put('Subject: x\r\n\r\nx\r\n.\r\n')
    const answered = opened.reply().then((reply) => ({ reply, isStored }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    store()
    expect(await answered).toMatchObject({ reply: expect.stringMatching(/^250/), isStored: true })
  })

  test('a store that fails: come again', async () => {
    const { listener, inbox } = await listening()
    inbox.take = () => Promise.reject(new Error('the disk is full'))
    const { transcript } = await to(listener, OURS)
    expect(transcript).toMatch(/451 4\.3\.0 Try again later/)
    expect(transcript).not.toContain('disk')
  })

  test('a sender that goes away in the middle has handed over nothing', async () => {
    const { listener, inbox } = await listening()
    const opened = await line(listener, ...TO_DATA)
    opened.put('Subject: x\r\n\r\nhalf a ma')
    await new Promise((resolve) => setTimeout(resolve, 50))
    opened.end()
    expect((await to(listener, OURS)).exitCode).toBe(0)
    expect(inbox.mails).toHaveLength(1)
  })
})

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

describe('LMTP', () => {
  const TO_LMTP = ['LHLO mx', 'MAIL FROM:<a@b.example>', `RCPT TO:<${OURS}>`, `RCPT TO:<${ALSO_OURS}>`, 'DATA']
  test('an answer for each recipient', async () => {
    const { listener, inbox } = await listening({ lmtp: true })
    inbox.take = async () => ({ later: [ALSO_OURS] })
    const opened = await line(listener, ...TO_LMTP)
    opened.put('Subject: x\r\n\r\nx\r\n.\r\n')
    expect([await opened.reply(), await opened.reply()]).toEqual(['250 2.6.0 Taken', '451 4.3.0 Not stored, try again later'])
    inbox.take = () => Promise.reject(new Error('away'))
    for (const ask of TO_LMTP.slice(1)) await opened.ask(ask)
    opened.put('Subject: x\r\n\r\nx\r\n.\r\n')
    expect([await opened.reply(), await opened.reply()]).toEqual(['451 4.3.0 Try again later', '451 4.3.0 Try again later'])
  })

  test('an SMTP client is told once, and keeps the mail when one recipient must wait', async () => {
    const { listener, inbox } = await listening()
    inbox.take = async () => ({ later: [ALSO_OURS] })
    const opened = await line(listener, ...TO_DATA.slice(0, 3), `RCPT TO:<${ALSO_OURS}>`, 'DATA')
    opened.put('Subject: x\r\n\r\nx\r\n.\r\n')
    expect(await opened.reply()).toMatch(/^451/)
  })
})

test('closing waits for what is being stored, and lets nobody in', async () => {
  const { listener, inbox } = await listening()
  let store = (): void => undefined
  inbox.take = () => new Promise((resolve) => (store = () => resolve('taken')))
  const opened = await line(listener, ...TO_DATA)
  opened.put('Subject: x\r\n\r\nx\r\n.\r\n')
  await new Promise((resolve) => setTimeout(resolve, 100))
  const closed = listener.close()
  await expect(smtpLine(listener.port).then((late) => late.reply())).resolves.toBe('')
  store()
  expect(await opened.reply()).toMatch(/^250/)
  await opened.ask('QUIT')
  await closed
})
