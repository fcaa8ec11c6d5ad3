import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRtf } from './read-rtf.ts'

/** As Outlook keeps what does not compress. */
function stored(rtf: string | Uint8Array): Buffer {
  const bytes = typeof rtf === 'string' ? Buffer.from(rtf, 'latin1') : Buffer.from(rtf)
  const header = Buffer.alloc(16)
  header.writeUInt32LE(bytes.length + 12, 0)
  header.writeUInt32LE(bytes.length, 4)
  header.write('MELA', 8, 'latin1')
  return Buffer.concat([header, bytes])
}
const read = (rtf: string) => readRtf(stored(rtf), new Set())

test.each([
  ['a codepage it never heard of', "{\\rtf1\\ansi\\ansicpg77777\\fromtext a\\'e9}", { kind: 'text', text: 'aé' }],
  ['no codepage', '{\\rtf1\\fromtext plain}', { kind: 'text', text: 'plain' }],
  ['binary that looks like groups', '{\\rtf1 a{\\pict\\bin3 }}}b}c}', { kind: 'text', text: 'ac' }],
  ['escaped braces', '{\\rtf1 \\{\\info a\\} {\\info b}c}', { kind: 'text', text: '{a} c' }],
  ['a hidden group that never ends', '{\\rtf1 a{\\info b', { kind: 'text', text: 'a' }],
] as const)('%s', (_, rtf, body) => {
  expect(read(rtf)).toEqual(body)
})

test('whatever it is made of, it is read or kept, and never throws', () => {
  const words = fc.constantFrom(
    '{',
    '}',
    '\\',
    "\\'",
    '\\u',
    '\\bin',
    '\\par',
    '{\\*',
    '\\htmltag',
    '\\htmlrtf',
    '\\fonttbl',
    '9',
    '-',
    ' ',
    'x',
    '\r\n',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), fc.constantFrom('', '\\fromhtml1', '\\fromtext'), (parts, from) => {
      const body = read(`{\\rtf1\\ansi${from} ${parts.join('')}}`)
      expect(['html', 'text', 'unread']).toContain(body?.kind)
    }),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readRtf(Buffer.from(bytes), new Set())),
    { numRuns: 500 },
  )
})

test.each([
  ['groups inside of groups', '{'.repeat(300_000)],
  ['many deep groups', `${'{'.repeat(200)}${'}'.repeat(200)}`.repeat(900)],
  ['many groups', '{a}'.repeat(130_000)],
  ['nothing but escapes', '\\'.repeat(399_000)],
])('%s take no longer than a mail may', (_, rtf) => {
  const begun = performance.now()
  readRtf(stored(`{\\rtf1\\fromtext ${rtf}}`), new Set())
  expect(performance.now() - begun).toBeLessThan(8_000)
})

test('a header that promises more than there is reads what there is', () => {
  const bytes = stored('{\\rtf1\\fromtext here}')
  bytes.writeUInt32LE(0x7fff_ffff, 0)
  bytes.writeUInt32LE(0x7fff_ffff, 4)
  expect(readRtf(bytes, new Set())).toEqual({ kind: 'text', text: 'here' })
})

test('what is too large is told apart from what is broken', () => {
  const defects = new Set<string>()
  expect(readRtf(stored(`{\\rtf1 ${'{'.repeat(3_000)}`), defects)).toMatchObject({ kind: 'unread' })
  expect([...defects]).toEqual(['rtf-too-large'])
  expect(readRtf(stored('no rtf at all'), defects)).toBeNull()
  expect([...defects]).toEqual(['rtf-too-large', 'rtf-broken'])
})
