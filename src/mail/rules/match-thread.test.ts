import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchThread, type ThreadFacts } from './match-thread.ts'
import { AUTOMATIC_KINDS } from './understood-mail.ts'

const nothing: ThreadFacts = {
  byReference: null,
  byAddress: null,
  bySubject: null,
  takesPartIn: () => true,
  automatic: 'no',
  isFromOurs: false,
  isDisowned: false,
}

test.each([
  [
    'a reference wins over an address and a subject',
    { byReference: 'a', byAddress: 'b', bySubject: 'c' },
    { as: 'word', ticketId: 'a', by: 'reference' },
  ],
  ['then the signed address', { byAddress: 'b', bySubject: 'c' }, { as: 'word', ticketId: 'b', by: 'ticket_address' }],
  ['then the number in the subject', { bySubject: 'c' }, { as: 'word', ticketId: 'c', by: 'subject' }],
  ['nothing found is a new ticket', {}, { as: 'new' }],
  [
    'a stranger with a reference is an unverified note',
    { byReference: 'a', takesPartIn: () => false },
    { as: 'note', ticketId: 'a', by: 'reference', why: 'unverified' },
  ],
  ['a stranger with a number in the subject has a ticket of their own', { bySubject: 'c', takesPartIn: () => false }, { as: 'new' }],
  [
    'a disowned mail says nothing in the name of its sender',
    { byReference: 'a', isDisowned: true },
    { as: 'note', ticketId: 'a', by: 'reference', why: 'disowned' },
  ],
  [
    'an out-of-office answer is a note',
    { byReference: 'a', automatic: 'out_of_office' },
    { as: 'note', ticketId: 'a', by: 'reference', why: 'automatic' },
  ],
  ['one that answers nothing of ours makes no ticket', { automatic: 'out_of_office' }, { as: 'ignored', why: 'out_of_office' }],
  [
    'one of ours who is out of office says nothing, wherever it leads: it answers what we told them',
    { bySubject: 'c', automatic: 'out_of_office', isFromOurs: true },
    { as: 'ignored', why: 'out_of_office' },
  ],
  ['what one of ours writes is theirs', { bySubject: 'c', isFromOurs: true }, { as: 'word', ticketId: 'c', by: 'subject' }],
  ['a monitoring mail is a matter of its own', { automatic: 'notification' }, { as: 'new' }],
  ['our own mail coming back is dropped, wherever it leads', { byReference: 'a', automatic: 'own' }, { as: 'ignored', why: 'own' }],
] satisfies [string, Partial<ThreadFacts>, object][])('%s', (_, facts, placing) => {
  expect(matchThread({ ...nothing, ...facts })).toEqual(placing)
})

test('only a person who takes part and is not disowned ever speaks', () => {
  const ticket = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null })
  fc.assert(
    fc.property(
      ticket,
      ticket,
      ticket,
      fc.subarray(['a', 'b', 'c']),
      fc.constantFrom(...AUTOMATIC_KINDS),
      fc.boolean(),
      fc.boolean(),
      (byReference, byAddress, bySubject, part, automatic, isFromOurs, isDisowned) => {
        const takesPartIn = (id: string) => part.includes(id)
        const placing = matchThread({ byReference, byAddress, bySubject, takesPartIn, automatic, isFromOurs, isDisowned })
        if (placing.as === 'word') expect([part.includes(placing.ticketId), automatic, isDisowned]).toEqual([true, 'no', false])
        // What leads somewhere by more than a subject never becomes a second ticket: conversations are not split.
        if (automatic !== 'own' && !(isFromOurs && automatic !== 'no') && (byReference ?? byAddress) !== null)
          expect(placing).toMatchObject({ ticketId: byReference ?? byAddress })
      },
    ),
  )
})
