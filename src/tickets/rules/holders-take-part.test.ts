import { expect, test } from 'vitest'
import type { Obligation } from '#obligations/rules/obligation'
import { aTicket, chen, li, NOW } from '../../../test/tickets/a-ticket.ts'
import type { Added } from './added.ts'
import { holdersTakePart } from './holders-take-part.ts'

const ticket = aTicket()
const by = { kind: 'contact', id: 'c1' } as const
const held = (holderId: string | null, patch: Partial<Obligation> = {}) =>
  ({ state: 'pending', fulfilledAt: null, cancelledAt: null, holderId, ...patch }) as Obligation
const joined = (obligations: readonly Obligation[], part: readonly string[] = [], added: readonly Added[] = []) =>
  holdersTakePart(ticket, obligations, { part: part.map((id) => ({ kind: 'staff', id, seesCustomerWords: true })), added }, by, NOW).map(
    (row) => row.as === 'participant' && row.personId,
  )

test('whoever holds something open joins, once', () => {
  expect(joined([held(chen), held(chen), held('lead')])).toEqual([chen, 'lead'])
})

test('not who sees it already: owner, liaison, who takes part, who joins by this very decision', () => {
  expect(joined([held(ticket.ownerId), held(ticket.liaisonId), held(null)])).toEqual([])
  expect(joined([held('lead')], ['lead'])).toEqual([])
  const asked: Added = {
    ...{ as: 'participant', personKind: 'staff', personId: 'lead', seesCustomerWords: true },
    ...{ addedByKind: 'staff', addedById: li, at: NOW },
  }
  expect(joined([held('lead')], [], [asked])).toEqual([])
})

test('not for what is settled; what is broken and not yet done is still theirs', () => {
  expect(joined([held('lead', { state: 'kept' }), held('lead', { state: 'cancelled' })])).toEqual([])
  expect(joined([held('lead', { state: 'broken', fulfilledAt: NOW })])).toEqual([])
  expect(joined([held('lead', { state: 'broken' })])).toEqual(['lead'])
})
