import { describe, expect, test } from 'vitest'
import { addMs, DAY } from '#kernel/instant'
import { at } from '../../../test/obligations/owed.ts'
import { accepted, aTicket, lead, NOW, refusal, standing } from '../../../test/tickets/a-ticket.ts'
import { resolved, S2, story, triaged } from '../../../test/tickets/as-people-do.ts'
import { type Confirmation, confirm } from './confirm.ts'
import { asksToRate, isLow } from './satisfaction.ts'
import type { Ticket } from './ticket.ts'

const confirmation: Confirmation = {
  ...{ id: 'c1', byKind: 'contact', byId: 'min', resolution: null, service: null, comment: null, asked: true, spoken: false },
}
const settled = () => story(S2).does(at('16 09:30'), triaged('department', 'stopped')).does(at('16 10:00'), resolved())
const confirms =
  (more: Partial<Confirmation>) =>
  (ticket: Ticket, now = NOW) =>
    confirm(ticket, { ...confirmation, ...more }, now)

describe('a contact is asked to rate', () => {
  test.each([
    ['the first time', null, false, true],
    ['within fourteen days', addMs(NOW, -14 * DAY + 1), false, false],
    ['after fourteen days', addMs(NOW, -14 * DAY), false, true],
    ['again on the same ticket', null, true, false],
  ])('%s', (_name, lastAskedAt, askedOnThisTicket, asked) => {
    expect(asksToRate({ lastAskedAt, askedOnThisTicket }, NOW)).toBe(asked)
  })
})

describe('a low rating', () => {
  test.each([
    [1, null, true],
    [2, 5, true],
    [5, 2, true],
    [3, 3, false],
    [null, null, false],
  ])('resolution %s and service %s: %s', (resolution, service, low) => expect(isLow({ resolution, service })).toBe(low))

  test('has the lead call within a working day, after the ticket has closed', () => {
    const told = settled().does(at('16 11:00'), confirms({ service: 2 }))
    expect(told.ticket.status).toBe('closed')
    expect(told.one('call_back')).toMatchObject({ holderDuty: 'lead', holderId: lead, why: 'rated-low', dueAt: at('17 18:00') })
  })

  test('silence is no rating', () => {
    const told = settled().does(at('16 11:00'), confirms({}))
    expect(told.open('call_back')).toEqual([])
  })
})

describe('for the customer', () => {
  test('somebody of ours confirms only after having spoken with them since it was resolved', () => {
    const ours = { byKind: 'staff', byId: 'li' } as const
    expect(refusal(confirms(ours)(standing('resolved')))).toBe('confirm-needs-contact-record')
    expect(accepted(confirms({ ...ours, spoken: true })(standing('resolved'))).ticket.status).toBe('closed')
    expect(refusal(confirms({})(aTicket()))).toBe('not-resolved')
  })
})
