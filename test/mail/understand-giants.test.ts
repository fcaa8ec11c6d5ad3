import { describe, expect, test } from 'vitest'
import { type Understanding, understandMail } from '../../src/channels/email/understand/understand-mail.ts'

const HEAD =
  'From: Li Na <li.na@hongtai.example>\r\nTo: support@vendor.example\r\nSubject: giant\r\nDate: Mon, 02 Mar 2026 10:15:00 +0800\r\n'
const OPTIONS = { ownDomains: [], ownMark: null, trustedServer: null }
/** Far from the ten seconds that a mail may take, on a machine that does other things besides. */
const ENOUGH_MS = 3_000

type Giant = { readonly what: string; readonly mail: () => string; readonly seen: (understood: Understanding) => void }

const giants: readonly Giant[] = [
  {
    what: '10,000 parts inside of each other',
    mail: () => `${HEAD}${nest(10_000)}`,
    seen: ({ mail }) => expect(mail.defects).toContain('nesting-cut'),
  },
  {
    what: '10,000 parts beside each other',
    mail: () =>
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nword\r\n'.repeat(10_000)}--b--\r\n`,
    seen: ({ mail }) => {
      expect(mail.defects).toContain('parts-cut')
      expect(mail.text.startsWith('word\nword')).toBe(true)
    },
  },
  {
    what: '10,000 attached files',
    mail: () =>
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`,
    seen: ({ mail }) => expect(mail.files).toHaveLength(500),
  },
  {
    what: '100,000 recipients',
    mail: () => `${HEAD.replace('support@vendor.example', recipients(100_000))}\r\nhello`,
    seen: ({ mail }) => {
      expect(mail.to).toHaveLength(200)
      expect(mail.to[199]).toEqual({ name: 'N 199', address: 'u199@x.example' })
      expect(mail.recipientsLeftOut).toBe(99_800)
      expect(mail.text).toBe('hello')
    },
  },
  {
    what: 'a line of 20 MB',
    mail: () => `${HEAD}\r\n${'x'.repeat(20_000_000)}`,
    seen: ({ mail }) => {
      expect(mail.text).toHaveLength(1_000_000)
      expect(mail.defects).toContain('text-cut')
    },
  },
  {
    what: 'a header field of 10 MB',
    mail: () => `${HEAD}X-Long: ${'y'.repeat(10_000_000)}\r\n\r\nhello`,
    seen: ({ mail }) => expect(mail.text).toBe('hello'),
  },
  {
    what: '200,000 header fields',
    mail: () => `${HEAD}${'X-One: a\r\n'.repeat(200_000)}\r\nhello`,
    seen: ({ mail }) => expect(mail.defects).toContain('header-cut'),
  },
  {
    what: '1,000,000 folds of one field',
    mail: () => `${HEAD}X-Folded: a\r\n${' b\r\n'.repeat(1_000_000)}\r\nhello`,
    seen: ({ mail }) => expect(mail.text).toBe('hello'),
  },
  {
    what: '300,000 references',
    mail: () => `${HEAD}References: ${'<r@x.example>\r\n '.repeat(300_000)}<last@x.example>\r\n\r\nhello`,
    seen: ({ mail }) => expect(mail.references).toEqual(['r@x.example', 'last@x.example']),
  },
  {
    what: 'HTML of 200,000 elements inside of each other',
    mail: () => `${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}deep${'</i>'.repeat(200_000)}`,
    seen: ({ mail }) => {
      expect(mail.defects).toContain('html-too-deep')
      expect(mail.html).toBeNull()
      expect(mail.text).toBe('deep')
    },
  },
  {
    what: 'HTML that never closes a tag',
    mail: () => `${HEAD}Content-Type: text/html\r\n\r\n${'<a href="'.repeat(150_000)}`,
    seen: ({ mail }) => expect(mail.subject).toBe('giant'),
  },
  {
    what: 'HTML of 1 MB in paragraphs and tables',
    mail: () => `${HEAD}Content-Type: text/html\r\n\r\n${'<table><tr><td style="color:red">cell</td></tr></table>'.repeat(18_000)}`,
    seen: ({ mail }) => expect(mail.html).toContain('cell'),
  },
  {
    what: '500,000 lines of quotation',
    mail: () => `${HEAD}\r\nanswer\r\n\r\nOn Mon, Mar 2, 2026, Support wrote:\r\n${'> quoted\r\n'.repeat(90_000)}`,
    seen: ({ mail }) => expect(mail.visibleText).toBe('answer'),
  },
  {
    what: 'encoded words without end',
    mail: () => `${HEAD.replace('giant', '=?utf-8?B?'.repeat(100_000))}\r\nhello`,
    seen: ({ mail }) => expect(mail.text).toBe('hello'),
  },
  ...['"', '(', '<', '=?', '@', '<@', '"<', '(<', ',', ';', ':', '\\', '=?a?b?'].map(
    (piece): Giant => ({
      what: `1 MB of ${piece} for an address`,
      mail: () => `${HEAD.replace('support@vendor.example', piece.repeat(1_000_000 / piece.length))}\r\nhello`,
      seen: ({ mail }) => expect(mail.text).toBe('hello'),
    }),
  ),
  ...[
    '=',
    '>',
    '-',
    '--',
    '\n',
    '\r',
    ' ',
    '\t ',
    '. ',
    '<',
    '> ',
    '-- \n',
    '\nbegin 644 a\n',
    '\nFrom: a\n',
    '\nOn 1/1/2026\n',
    'a@',
    '\nreturned message',
    '_',
    '|',
    '\0',
  ].map(
    (piece): Giant => ({
      what: `1 MB of ${JSON.stringify(piece)} for a text`,
      mail: () => `${HEAD}Return-Path: <>\r\n\r\n${piece.repeat(1_000_000 / piece.length)}`,
      seen: ({ mail }) => expect(mail.subject).toBe('giant'),
    }),
  ),
  ...['<', '<p>', '</p>', '<b', '&', '&#', '<!--', '<blockquote>', '<div style="border-top:solid">From: ', '<a href=x>', '<![CDATA['].map(
    (piece): Giant => ({
      what: `1 MB of ${piece} for HTML`,
      mail: () => `${HEAD}Content-Type: text/html\r\n\r\n${piece.repeat(Math.floor(1_000_000 / piece.length))}`,
      seen: ({ mail }) => expect(mail.subject).toBe('giant'),
    }),
  ),
  ...['; a=b', '; a*0=b', ';', '; filename*=', '(', '"', '\\', "; filename*1*=utf-8''%41"].map(
    (piece): Giant => ({
      what: `1 MB of ${piece} for a parameter`,
      mail: () => `${HEAD}Content-Type: text/plain${piece.repeat(1_000_000 / piece.length)}\r\n\r\nhello`,
      seen: ({ mail }) => expect(mail.subject).toBe('giant'),
    }),
  ),
]

describe('the largest and oddest mails are read in a time that grows with their size alone', () => {
  test.each(giants.map((giant) => [giant.what, giant] as const))('%s', (_, { mail, seen }) => {
    const raw = Buffer.from(mail(), 'latin1')
    const begun = performance.now()
    const understood = understandMail(raw, OPTIONS)
    const took = performance.now() - begun
    seen(understood)
    expect(took).toBeLessThan(ENOUGH_MS)
    expect(JSON.stringify(understood.mail).length).toBeLessThan(8_000_000)
  })
})

function nest(levels: number): string {
  let mail = ''
  for (let level = 0; level < levels; level += 1) mail += `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`
  return `${mail}Content-Type: text/plain\r\n\r\nhello\r\n`
}

function recipients(count: number): string {
  return Array.from({ length: count }, (_, at) => `"N ${at}" <u${at}@x.example>`).join(',\r\n ')
}
