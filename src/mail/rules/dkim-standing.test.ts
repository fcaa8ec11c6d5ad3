import { expect, test } from 'vitest'
import { DKIM_STANDINGS, DKIM_WORDS, dkimStanding } from './dkim-standing.ts'

test.each([
  ['as we say it', ['v=DKIM1; k=rsa; p=AAAA'], 'right'],
  ['with blanks in the key and tags of others', ['v=DKIM1; h=sha256; t=s; p=AA AA; n=note'], 'right'],
  ['without what is understood anyway', ['p=AAAA'], 'right'],
  ['beside records of others', ['v=spf1 -all', 'v=DKIM1; p=BBBB', 'v=DKIM1; p=AAAA'], 'right'],
  ['of nobody', [], 'missing'],
  ['that is no key', ['v=spf1 -all', 'hello'], 'missing'],
  ['of another way to sign', ['v=DKIM1; k=ed25519; p=AAAA'], 'missing'],
  ['of another key', ['v=DKIM1; p=BBBB'], 'another_key'],
  ['of the same letters in another case', ['v=DKIM1; p=aaaa'], 'another_key'],
  ['withdrawn', ['v=DKIM1; p='], 'revoked'],
] as const)('a record %s', (_, found, standing) => {
  expect(dkimStanding('AAAA', found)).toBe(standing)
})

test('each standing is said in both languages', () => {
  expect(Object.keys(DKIM_WORDS).sort()).toEqual([...DKIM_STANDINGS].sort())
})
