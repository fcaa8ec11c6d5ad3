import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import { type Understanding, understandMail } from '../../src/channels/email/understand/understand-mail.ts'

const CORPUS = new URL('./corpus/', import.meta.url)
const OPTIONS = { ownDomains: ['mail.vendor.example'], ownMark: '0199', trustedServer: 'mx.vendor.example' }
const mails = readdirSync(CORPUS).flatMap((name) => (name.endsWith('.eml') ? [readFileSync(new URL(name, CORPUS))] : []))

/** What holds for every mail, whatever it is made of. */
function expectBounded({ mail, files }: Understanding, size: number): void {
  const text = JSON.stringify(mail)
  expect(JSON.parse(text)).toEqual(mail)
  expect(text).not.toContain('\\u0000')
  expect(text.isWellFormed()).toBe(true)
  expect(strings(mail).every((one) => one.isWellFormed() && !one.includes('\0'))).toBe(true)
  expect(mail.to.length + mail.cc.length).toBeLessThanOrEqual(200)
  expect(mail.references.length).toBeLessThanOrEqual(100)
  expect(mail.subject.length).toBeLessThanOrEqual(998)
  expect(text.length).toBeLessThan(50_000 + size * 40)
  expect(mail.files.every((file) => files.get(file.sha256)?.byteLength === file.size && file.name !== '')).toBe(true)
  if (mail.cut.length === 0) expect(mail.visibleText).toBe(mail.text)
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

test('any bytes are a mail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => expectBounded(understandMail(bytes, OPTIONS), bytes.length)),
    { numRuns: 500 },
  )
})

const PIECES = [
  ...['From: ', 'To: ', 'Subject: ', 'Date: ', 'Content-Type: ', 'Content-Disposition: ', 'Content-Transfer-Encoding: ', 'References: '],
  ...[
    'multipart/mixed; boundary=b',
    'text/html; charset=',
    'message/rfc822',
    'application/ms-tnef',
    'base64',
    'quoted-printable',
    'gb2312',
  ],
  ...[
    '=?utf-8?B?',
    '=?gb2312?Q?',
    '?=',
    "filename*0*=utf-8''%E6",
    '\r\n',
    '\r\n\r\n',
    '\n',
    '--b',
    '--b--',
    '<',
    '>',
    '"',
    '(',
    ')',
    ';',
    ',',
    '@',
  ],
  ...[
    '<div class="gmail_quote">',
    '<blockquote type=cite>',
    '</div>',
    '&#',
    '&nbsp;',
    '发件人: ',
    '发送时间: ',
    '写道：',
    '> ',
    '-- ',
    '\u0000',
    '报表',
  ],
  ...['begin 644 a\r\n', 'end\r\n', '\u001b$B', 'BEGIN:VCALENDAR', 'a@x.example'],
]
test('any pieces of mail, in any order, are a mail', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })), { maxLength: 80 }), (pieces) => {
      const raw = Buffer.from(pieces.join(''))
      expectBounded(understandMail(raw, OPTIONS), raw.length)
    }),
    { numRuns: 2_000 },
  )
})

test('a mail of the corpus is read although bytes of it were changed, lost or doubled', () => {
  const change = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('set', 'drop', 'double', 'cut'),
    byte: fc.nat(255),
    length: fc.integer({ min: 1, max: 200 }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...mails), fc.array(change, { minLength: 1, maxLength: 12 }), (mail, changes) => {
      let raw = mail
      for (const { at, kind, byte, length } of changes) {
        const place = raw.length === 0 ? 0 : at % raw.length
        const [before, after] = [raw.subarray(0, place), raw.subarray(place)]
        if (kind === 'set') raw = Buffer.concat([before, Buffer.of(byte), after.subarray(1)])
        else if (kind === 'drop') raw = Buffer.concat([before, after.subarray(length)])
        else if (kind === 'double') raw = Buffer.concat([before, after.subarray(0, length), after])
        else raw = Buffer.from(before)
      }
      expectBounded(understandMail(raw, OPTIONS), raw.length)
    }),
    { numRuns: 3_000 },
  )
})

// What another program writes: the same words come back.
const WORD = fc.string({
  unit: fc.constantFrom(...'报表导出失败请看café Ünïcode 𠮷野 abc XYZ 0129 ()"\\,;:<>@=?_.-!'),
  minLength: 1,
  maxLength: 60,
})
const LINES = fc.array(WORD, { minLength: 1, maxLength: 8 }).map((lines) =>
  lines
    .map((line) => line.trim())
    .join('\n')
    .trim(),
)

test('what nodemailer builds is understood as it was meant', async () => {
  await fc.assert(
    fc.asyncProperty(
      WORD,
      WORD,
      LINES,
      fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      fc.constantFrom('quoted-printable' as const, 'base64' as const),
      async (name, subject, text, content, textEncoding) => {
        const file = `报表 ${name.replace(/[^\p{L}\d ]/gu, '')}.xlsx`.replace(/\s+/g, ' ')
        const raw = await new MailComposer({
          from: { name, address: 'li.na@hongtai.example' },
          to: 'support@vendor.example',
          subject,
          text,
          textEncoding,
          attachments: [{ filename: file, content: Buffer.from(content) }],
          messageId: '<one@hongtai.example>',
          date: new Date(1_772_000_000_000),
        })
          .compile()
          .build()
        const { mail, files } = understandMail(raw, OPTIONS)
        const oneLine = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ').trim()
        expect(mail.from?.address).toBe('li.na@hongtai.example')
        expect(mail.subject).toBe(oneLine(subject))
        expect(mail.text).toBe(text.trim())
        expect(mail.files[0]?.name).toBe(oneLine(file))
        expect(Buffer.from(files.get(mail.files[0]!.sha256)!)).toEqual(Buffer.from(content))
        expect(mail.messageId).toBe('one@hongtai.example')
        expect(mail.sentAt).toBe(1_772_000_000_000)
      },
    ),
    { numRuns: 200 },
  )
})
