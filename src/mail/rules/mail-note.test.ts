import { expect, test } from 'vitest'
import { mailNote, wordsOfNote } from './mail-note.ts'

test.each([['我也要看'], ['第一段\n\n第二段\n\n\n第三段'], ['\n\n开头有空行'], ['']])(
  'what was noted of %j is read again as it was',
  (words) => {
    for (const author of [null, { name: '', address: 'a@b.example' }, { name: '外人\n\n冒充 一段', address: 'a@b.example' }])
      expect(wordsOfNote(mailNote('unverified', author, words))).toBe(words)
  },
)
