import { describe, expect, test } from 'vitest'
import { instant } from '#kernel/instant'
import { mayReadQuoted, type QuotingMail, type WrittenWords } from './quoted-words.ts'

const [min, boss] = ['min', 'boss']
const alone: WrittenWords = { mailId: 'alone@v', contactIds: [min], at: instant(10) }
const toAll: WrittenWords = { mailId: 'all@v', contactIds: null, at: instant(11) }
const mail = (authorId: string, more: Partial<QuotingMail> = {}): QuotingMail => ({
  ...{ authorId, at: instant(20), inReplyTo: [], references: [] },
  ...more,
})
const may = (contactId: string, one: QuotingMail) => mayReadQuoted(contactId, one, [alone, toAll])

describe('a mail that may quote words for some contacts alone', () => {
  test.each([
    ['it answers them', mail(min, { inReplyTo: ['alone@v'] })],
    ['its author’s mail program names nothing', mail(min)],
    ['its author answers what went to all, which may quote them', mail(min, { inReplyTo: ['all@v'] })],
    ['somebody else answers them', mail('chen', { inReplyTo: ['alone@v'] })],
    ['somebody else answers what was passed on to them', mail('chen', { inReplyTo: ['theirs@h'], references: ['alone@v', 'theirs@h'] })],
  ])('is not read by others: %s', (_, one) => {
    expect([may(boss, one), may(min, one), may(one.authorId, one)]).toEqual([false, true, true])
  })
  test.each([
    ['before they were written', mail(min, { at: instant(9) })],
    ['by somebody who never had them, to what went to all', mail('chen', { inReplyTo: ['all@v'], references: ['alone@v', 'all@v'] })],
    ['by somebody who never had them, to nothing', mail('chen')],
  ])('is read by who sees the ticket when it quotes none: %s', (_, one) => {
    expect(may(boss, one)).toBe(true)
  })
})
