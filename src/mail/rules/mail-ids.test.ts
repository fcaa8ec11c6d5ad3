import { expect, it } from 'vitest'
import { mailId, threadOf } from './mail-ids.ts'

it('a Message-ID is 128 random bits at the domain of the mailbox', () => {
  expect(mailId(new Uint8Array(16).fill(0xab), 'support@vendor.example')).toBe(`${'ab'.repeat(16)}@vendor.example`)
  expect(() => mailId(new Uint8Array(8), 'support@vendor.example')).toThrow(RangeError)
})

it('answers the customer’s last mail, and the references end with it', () => {
  const ids = [
    { id: 'first@theirs', ours: false },
    { id: 'second@ours', ours: true },
    { id: 'third@theirs', ours: false },
    { id: 'fourth@ours', ours: true },
  ]
  expect(threadOf(ids)).toEqual({ inReplyTo: 'third@theirs', references: ['first@theirs', 'second@ours', 'fourth@ours', 'third@theirs'] })
})

it('a thread of ours alone goes on from our last; without one it begins', () => {
  expect(threadOf([{ id: 'a@ours', ours: true }])).toEqual({ inReplyTo: 'a@ours', references: ['a@ours'] })
  expect(threadOf([])).toEqual({ inReplyTo: null, references: [] })
})

it('of a long thread the first and the last twenty in all are kept', () => {
  const ids = Array.from({ length: 100 }, (_, n) => ({ id: `${n}@x`, ours: n % 2 === 0 }))
  const { references } = threadOf(ids)
  expect(references).toHaveLength(20)
  expect(references[0]).toBe('0@x')
  expect(references.at(-1)).toBe('99@x')
  expect(references).not.toContain('50@x')
})
