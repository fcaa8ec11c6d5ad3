import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitMbox } from '../../src/channels/email/files/split-mbox.ts'

const SEPARATOR = 'From li.na@hongtai.example Mon Mar  2 10:15:00 2026\n'

async function split(text: string, chunkSizes: readonly number[], maxBytes = 1_000_000): Promise<(string | null)[]> {
  const mails: (string | null)[] = []
  for await (const { bytes } of splitMbox(chunks(Buffer.from(text), chunkSizes), maxBytes)) mails.push(bytes?.toString() ?? null)
  return mails
}

async function* chunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (let n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length]!
    yield bytes.subarray(at, at + size)
    at += size
  }
}

test('however the stream is cut, the same mails come out', async () => {
  const line = fc.constantFrom(
    'Subject: x',
    '',
    'From now on',
    '>From here',
    '>>From there',
    'From a b 10:00',
    'words 报表',
    'x'.repeat(300),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(line, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
      async (mails, sizes) => {
        // `Subject` in front: an empty line before a line of the text that looks like a separator would make it one.
        const texts = mails.map((lines) =>
          ['Subject: s', ...lines].filter((one, at, all) => !(one.startsWith('From a b') && all[at - 1] === '')).join('\n'),
        )
        const written = texts.map((text) => `${SEPARATOR}${text.replace(/^(>*From )/gm, '>$1')}\n\n`).join('')
        expect(await split(written, sizes)).toEqual(texts.map((text) => `${text}\n\n`))
      },
    ),
    { numRuns: 500 },
  )
})

test('a mail beyond the size is passed over, and those around it are whole', async () => {
  const mbox = ['small one', 'y'.repeat(5_000), 'small two'].map((text) => `${SEPARATOR}S: a\n\n${text}\n\n`).join('')
  expect(await split(mbox, [64], 1_000)).toEqual(['S: a\n\nsmall one\n\n', null, 'S: a\n\nsmall two\n\n'])
})

test('a line of megabytes streams through', async () => {
  const mbox = `${SEPARATOR}S: a\n\n${'z'.repeat(3_000_000)}\n\n${SEPARATOR}S: b\n\nlast\n`
  const mails = await split(mbox, [65_536], 10_000_000)
  expect(mails.map((mail) => mail?.length)).toEqual([3_000_000 + 8, 11])
})
