import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understandMail } from '../../src/channels/email/understand/understand-mail.ts'

const CORPUS = new URL('./corpus/', import.meta.url)
const OPTIONS = { ownDomains: ['mail.vendor.example'], ownMark: '0199', trustedServer: 'mx.vendor.example' }
const traits = readdirSync(CORPUS).flatMap((name) => (name.endsWith('.eml') ? [name.slice(0, -4)] : []))

// One trait a file; beside it, what must be understood of it. Other fields are not what it is about.
describe('each mail of the corpus is understood', () => {
  test.each(traits)('%s', (trait) => {
    const expected = JSON.parse(readFileSync(new URL(`${trait}.json`, CORPUS), 'utf8')) as Record<string, unknown>
    const { mail, files } = understandMail(readFileSync(new URL(`${trait}.eml`, CORPUS)), OPTIONS)
    expect(mail).toMatchObject({
      ...expected,
      defects: expect.arrayContaining((expected['defects'] as string[] | undefined) ?? []) as string[],
    })
    if (Array.isArray(expected['defects']) && expected['defects'].length === 0) expect(mail.defects).toEqual([])
    for (const file of mail.files) expect(files.get(file.sha256)?.byteLength).toBe(file.size)
  })

  test('it holds many traits, each with its expectation', () => {
    expect(traits.length).toBeGreaterThanOrEqual(120)
    expect(readdirSync(CORPUS).filter((name) => name.endsWith('.json')).length).toBe(traits.length)
  })
})
