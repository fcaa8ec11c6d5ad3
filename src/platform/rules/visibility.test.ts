import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor'
import { type EventSight, visible } from './visibility.ts'

const ID = { staff: 's-1', contact: 'c-1', partner: 'p-1', integration: 'i-1', system: 'muster' }
const everyone = { name: 'X', locale: 'en', scopes: null }
const staff = { ...everyone, kind: 'staff', id: ID.staff, role: 'member', functions: [] } as unknown as Actor
const executive = { ...everyone, kind: 'staff', id: 's-2', role: 'executive', functions: [] } as unknown as Actor
const partner = { ...everyone, kind: 'partner', id: ID.partner } as unknown as Actor
const integration = { ...everyone, kind: 'integration', id: ID.integration, scopes: ['tickets:read'] } as unknown as Actor
const system = { kind: 'system', id: 'muster', name: 'Muster', locale: 'en' } as unknown as Actor
const contact = (sees: string, department: string | null = 'Finance') =>
  ({ ...everyone, kind: 'contact', id: ID.contact, accountId: 'a-1', sees, department, mayConfirm: true }) as unknown as Actor

const open: EventSight = {
  type: 'ticket.message-posted',
  ticketId: 't-1',
  accountId: 'a-1',
  audience: 'customer',
  restriction: null,
  department: 'Finance',
  participants: [],
}
const internal = { ...open, audience: 'internal' as const }

describe('staff', () => {
  it('see everything that is not restricted', () => {
    expect(visible(open, staff)).toBe('full')
    expect(visible(internal, staff)).toBe('full')
  })
  it('get a stub of a confidential ticket, executives too, unless they take part', () => {
    const confidential = { ...internal, restriction: 'confidential' as const }
    expect(visible(confidential, staff)).toBe('stub')
    expect(visible(confidential, executive)).toBe('stub')
    expect(visible({ ...confidential, participants: [ID.staff] }, staff)).toBe('full')
    expect(visible({ ...confidential, ticketId: null }, staff)).toBe('nothing')
  })
  it('read words to named contacts, but not another person’s bell', () => {
    expect(visible({ ...open, restriction: 'named' }, staff)).toBe('full')
    const bell = { ...internal, type: 'notification.created', restriction: 'named' as const, participants: [ID.staff] }
    expect(visible(bell, staff)).toBe('full')
    expect(visible(bell, executive)).toBe('nothing')
  })
  it('with a narrowed key see what it may read', () => {
    const narrowed = { ...staff, scopes: ['obligations:read'] } as unknown as Actor
    expect(visible(open, narrowed)).toBe('nothing')
    expect(visible({ ...internal, type: 'obligation.broken' }, narrowed)).toBe('full')
  })
})

describe('a contact', () => {
  it.each([
    ['all', null, 'full'],
    ['department', 'Finance', 'full'],
    ['department', 'IT', 'nothing'],
    ['department', null, 'nothing'],
    ['mine', 'Finance', 'nothing'],
  ])('who sees %s in department %s', (sees, department, expected) => {
    expect(visible(open, contact(sees, department))).toBe(expected)
  })
  it('who takes part sees it however little they see otherwise', () => {
    for (const restriction of [null, 'named', 'confidential'] as const)
      expect(visible({ ...open, restriction, participants: [ID.contact] }, contact('mine'))).toBe('full')
  })
  it('never sees what is restricted to others, even seeing all', () => {
    for (const restriction of ['named', 'confidential'] as const) expect(visible({ ...open, restriction }, contact('all'))).toBe('nothing')
  })
  it('is not matched by two unknown departments', () => {
    expect(visible({ ...open, department: null }, contact('department', null))).toBe('nothing')
  })
})

it('a partner sees only what they take part in, and never what is internal', () => {
  expect(visible({ ...open, audience: 'partner' }, partner)).toBe('nothing')
  expect(visible({ ...open, audience: 'partner', participants: [ID.partner] }, partner)).toBe('full')
  expect(visible({ ...open, participants: [ID.partner] }, partner)).toBe('full')
  expect(visible({ ...internal, participants: [ID.partner] }, partner)).toBe('nothing')
})

it('an integration sees what its scopes read and nothing restricted', () => {
  expect(visible(open, integration)).toBe('full')
  expect(visible({ ...open, type: 'obligation.kept' }, integration)).toBe('nothing')
  expect(visible({ ...open, restriction: 'confidential' }, integration)).toBe('nothing')
})

describe('laws', () => {
  const sights = fc.record({
    type: fc.constantFrom(
      'ticket.created',
      'obligation.broken',
      'notification.created',
      'identity.signed-in',
      'key.created',
      'account.changed',
    ),
    ticketId: fc.option(fc.constant('t-1')),
    accountId: fc.option(fc.constantFrom('a-1', 'a-2')),
    audience: fc.constantFrom('customer', 'partner', 'internal'),
    restriction: fc.option(fc.constantFrom('named', 'confidential')),
    department: fc.option(fc.constantFrom('Finance', 'IT')),
    participants: fc.subarray([ID.staff, ID.contact, ID.partner]),
  }) as fc.Arbitrary<EventSight>
  const contacts = fc.tuple(fc.constantFrom('mine', 'department', 'all'), fc.option(fc.constantFrom('Finance', 'IT')))

  it('no contact sees another account, anything internal, or a stub', () => {
    fc.assert(
      fc.property(sights, contacts, (event, [sees, department]) => {
        const seen = visible(event, contact(sees, department))
        if (event.accountId !== 'a-1' || event.audience !== 'customer') expect(seen).toBe('nothing')
        expect(seen).not.toBe('stub')
      }),
    )
  })
  it('nobody sees who signs in with what, and the system sees nothing', () => {
    fc.assert(
      fc.property(sights, (event) => {
        for (const actor of [staff, executive, partner, integration, contact('all')])
          if (/^(identity|key)\./.test(event.type)) expect(visible(event, actor)).toBe('nothing')
        expect(visible(event, system)).toBe('nothing')
      }),
    )
  })
  it('being listed never takes sight away', () => {
    const order = ['nothing', 'stub', 'full']
    fc.assert(
      fc.property(sights, fc.constantFrom(staff, partner, contact('mine'), contact('department')), (event, actor) => {
        const more = { ...event, participants: [...event.participants, actor.id] }
        expect(order.indexOf(visible(more, actor))).toBeGreaterThanOrEqual(order.indexOf(visible(event, actor)))
      }),
    )
  })
})
