import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authenticate } from 'mailauth'
import { describe, expect, test } from 'vitest'
import { fileSender } from '../../src/channels/email/smtp-out/file-sender.ts'
import { mailWriter } from '../../src/channels/email/smtp-out/write-mail.ts'
import type { OutgoingMail } from '../../src/channels/port.ts'
import { letter } from './letters.ts'

const write = mailWriter(null)
const text = async (part: Partial<OutgoingMail>): Promise<string> => Buffer.from((await write(letter(part))).raw).toString('latin1')
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words)

describe('a mail as it is written', () => {
  test('keeps ids byte for byte, however long, and leaves out those that cannot stand in a header', async () => {
    const id = `<T-1024.${'x'.repeat(200)}+a=b/c$d@muster.example>`
    const raw = (
      await text({ messageId: id, inReplyTo: '<their id@x>', references: ['<one@x>', 'no-brackets@x', '<två@x>', '<two@x>'] })
    ).replace(/\r\n (?=<)/g, ' ')
    expect(raw).toContain(`\r\nMessage-ID: ${id}\r\n`)
    expect(raw).toContain('\r\nReferences: <one@x> <two@x>\r\n')
    expect(raw).not.toContain('In-Reply-To')
  })

  test('has CRLF and nothing but ASCII, in lines no longer than servers take', async () => {
    const raw = await text({ text: `很长的一行${'字'.repeat(3_000)}\n\n.一个点\nFrom 这里\n`, html: `<p>${'长'.repeat(3_000)}</p>` })
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/)
    expect(raw).toMatch(/^[\x00-\x7f]*$/)
    expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998)
  })

  test('carries attachments given as bytes or as a stream, with Chinese names, and pictures for the HTML', async () => {
    const raw = await text({
      html: '<img src="cid:shot-1">',
      attachments: [
        { filename: '日志.txt', contentType: 'text/plain', content: bytes('line\n'), contentId: null },
        { filename: 'shot.png', contentType: 'image/png', content: pieces(), contentId: 'shot-1' },
      ],
    })
    expect(raw).toContain(`filename*0*=utf-8''%E6%97%A5%E5%BF%97.txt`)
    expect(raw).toContain(Buffer.from('line\n').toString('base64'))
    expect(raw).toContain('Content-ID: <shot-1>')
    expect(raw).toContain(Buffer.from('PNGDATA').toString('base64'))
  })

  test('adds headers of the caller, and says nothing about the program that wrote it', async () => {
    const raw = await text({ headers: { 'Auto-Submitted': 'auto-replied', 'X-Muster-Ticket': 'T-1024' } })
    expect(raw).toContain('\r\nX-Muster-Ticket: T-1024\r\n')
    expect(raw).toMatch(/^Auto-Submitted: auto-replied\r\n/)
    expect(raw).not.toMatch(/X-Mailer|nodemailer/i)
  })
})

describe('nothing breaks out of its header', () => {
  const bad = 'x\r\nBcc: thief@evil.example'
  const box = (address: string, name = '') => ({ name, address })
  const attachment = { filename: 'a', contentType: 'text/plain', content: bytes(''), contentId: null }
  test.each<[string, Partial<OutgoingMail>]>([
    ['subject', { subject: bad }],
    ['subject', { subject: 'x\nBcc: y' }],
    ['subject', { subject: 'x\rBcc: y' }],
    ['subject', { subject: 'x\0y' }],
    ['messageId', { messageId: `<a@b>\r\nBcc: c` }],
    ['messageId', { messageId: 'no-brackets@b' }],
    ['messageId', { messageId: '<a b@c>' }],
    ['inReplyTo', { inReplyTo: bad }],
    ['references', { references: ['<a@b>', bad] }],
    ['from', { from: box('a@b.example', bad) }],
    ['from', { from: box(`a@b.example>\r\nBcc: <c@d`) }],
    ['from', { from: box('a@b.example, c@d.example') }],
    ['replyTo', { replyTo: box('a@b.example', bad) }],
    ['to', { to: [box('a@b.example'), box('c@d.example', bad)] }],
    ['to', { to: [box('a@b.example>,<c@d.example')] }],
    ['cc', { cc: [box('a @b.example')] }],
    ['headers.X-A', { headers: { 'X-A': bad } }],
    ['headers', { headers: { 'X-A: b\r\nBcc': 'c' } }],
    ['headers', { headers: { Bcc: 'thief@evil.example' } }],
    ['headers', { headers: { 'message-id': '<other@b>' } }],
    ['headers', { headers: { 'Content-Type': 'text/html' } }],
    ['attachments.filename', { attachments: [{ ...attachment, filename: 'a"\r\nBcc: c' }] }],
    ['attachments.contentType', { attachments: [{ ...attachment, contentType: 'text/plain\r\nBcc: c' }] }],
    ['attachments.contentId', { attachments: [{ ...attachment, contentId: 'a>\r\nBcc: c' }] }],
    ['envelope.from', { envelope: { from: 'a@b.example> SIZE=1\r\nRCPT TO:<c@d', to: ['e@f.example'] } }],
    ['envelope.to', { envelope: { from: '', to: ['a@b.example>\r\nDATA'] } }],
    ['envelope.to', { envelope: { from: '', to: ['a@b.example,c@d.example'] } }],
    ['envelope.to', { envelope: { from: '', to: [] } }],
  ])('%s %j', async (field, part) => {
    await expect(write(letter(part))).rejects.toMatchObject({ name: 'UnsafeMail', field })
  })

  test('a filename with quotes and a path stays one name', async () => {
    const raw = await text({ attachments: [{ ...attachment, filename: '../a"; filename="b.exe' }] })
    expect(raw.match(/Content-Disposition: [\s\S]*?\r\n(?! )/)?.[0]).toMatch(/filename="\.\.\/a\\"; filename=\\"b\.exe"|filename\*/)
  })
})

describe('signed with DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signing = mailWriter({
    domain: 'muster.example',
    selector: 's1',
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  })
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const check = async (raw: Uint8Array | string): Promise<string | undefined> => {
    const resolver = async (name: string, type: string) => {
      if (type === 'TXT' && name === 's1._domainkey.muster.example') return [[record]]
      throw Object.assign(new Error('nothing there'), { code: 'ENOTFOUND' })
    }
    const { dkim } = await authenticate(Buffer.from(raw), {
      ip: '192.0.2.1',
      helo: 'muster.example',
      sender: 'bounces@muster.example',
      resolver,
    })
    return dkim.results[0]?.status.result
  }

  test('it verifies, in Chinese and with attachments, and no longer when a word of it is changed', async () => {
    const { raw } = await signing(
      letter({ html: '<p>您好</p>', attachments: [{ filename: '图.png', contentType: 'image/png', content: pieces(), contentId: null }] }),
    )
    expect(await check(raw)).toBe('pass')
    const words = Buffer.from(raw).toString('latin1')
    expect(await check(words.replace('From: ', 'From: x'))).toBe('fail')
    // What this verifier says when the signature is good and the body is not the signed one.
    expect(await check(words.replace(Buffer.from('PNGDATA').toString('base64'), Buffer.from('PNGDATB').toString('base64')))).toBe('neutral')
    expect(await check((await write(letter())).raw)).toBe('none')
  })

  test('headers that tie an answer to its thread are signed', async () => {
    const words = Buffer.from((await signing(letter({ inReplyTo: '<q@x>', references: ['<q@x>'] }))).raw).toString('latin1')
    const signed = /[\s;]h=([^;]*);/.exec(words)?.[1]?.replace(/\s/g, '').toLowerCase().split(':')
    expect(signed).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'in-reply-to', 'references']))
  })
})

describe('without a mail server', () => {
  test('a mail becomes a file that its owner alone can read, the very bytes', async () => {
    const data = mkdtempSync(join(tmpdir(), 'muster-mails-'))
    const sender = fileSender(data)
    const mail = await sender.write(letter())
    expect(await sender.sendWritten(mail)).toMatchObject({ kind: 'accepted', refused: [] })
    expect(await sender.send(letter())).toMatchObject({ kind: 'accepted' })
    const names = readdirSync(join(data, 'mails')).sort()
    expect(names).toHaveLength(2)
    expect(readFileSync(join(data, 'mails', names[0]!)).equals(mail.raw)).toBe(true)
    expect(names.every((name) => name.endsWith('.eml'))).toBe(true)
    expect(statSync(join(data, 'mails', names[0]!)).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'mails')).mode & 0o777).toBe(0o700)
    rmSync(data, { recursive: true })
  })
})

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield bytes('PNG')
  yield bytes('DATA')
}
