import { expect, test } from 'vitest'
import { MAIL_TROUBLE_WORDS, MAIL_TROUBLES } from './mail-trouble.ts'

test('each trouble has words in both languages', () => {
  expect(Object.keys(MAIL_TROUBLE_WORDS).sort()).toEqual([...MAIL_TROUBLES].sort())
  for (const { zh, en } of Object.values(MAIL_TROUBLE_WORDS)) {
    expect(zh).toMatch(/^[^,;!?]*。$/)
    expect(en).toMatch(/^[A-Z].*\.$/)
  }
})
