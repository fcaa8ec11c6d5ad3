import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { openSmtpSender } from '../../src/channels/email/smtp-out/open-smtp-sender.ts'
import { plainSender } from './letters.ts'
import { ALSO_OURS, closeAll, closing, line, listening, OURS, TO_DATA, to } from './listening.ts'
import { swaks } from './servers/swaks.ts'
import { smtpLine } from './smtp-line.ts'

afterEach(closeAll)

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
