import { expect, test } from 'vitest'
import { aTicket, lead, li, lina, line, minutes } from '../../../test/tickets/a-ticket.ts'
import { resolved, S2, story, triaged } from '../../../test/tickets/as-people-do.ts'
import { confirm } from './confirm.ts'
import { checkerOf, isSampled } from './sampled-confirmation.ts'
import type { Ticket } from './ticket.ts'

test('every S1 and S2 is looked at again, one in five of the others by number, and none of our own', () => {
  const sampled = (patch: Partial<Ticket>) => isSampled(aTicket(patch))
  for (const severity of ['S1', 'S2'] as const) expect(sampled({ number: 1001, severity })).toBe(true)
  for (const severity of ['S3', 'S4'] as const) {
    const numbers = Array.from({ length: 100 }, (_, i) => 1001 + i)
    expect(numbers.filter((number) => sampled({ number, severity }))).toHaveLength(20)
  }
  expect(sampled({ number: 1000, severity: 'S1', accountKind: 'internal' })).toBe(false)
})

test.each([
  ['the lead', li, li, { duty: 'lead', id: line.leadId }],
  ['the duty manager, where the lead speaks for the customer', lead, lead, { duty: 'duty_manager', id: line.dutyManagerId }],
  ['the duty manager, where the lead confirmed for the liaison', li, lead, { duty: 'duty_manager', id: line.dutyManagerId }],
  ['the executive, where both have', line.dutyManagerId, lead, { duty: null, id: line.executiveId }],
])('it is checked by %s', (_, liaisonId, confirmedById, checker) => {
  expect(checkerOf({ liaisonId }, line, confirmedById)).toEqual(checker)
})

test('a lead who comes to speak for the customer has the duty manager check', () => {
  const onBehalf = (ticket: Ticket, now = minutes(0)) => {
    const word = { id: 'c1', byKind: 'staff', byId: lina, resolution: null, service: null, comment: null } as const
    return confirm(ticket, { ...word, asked: false, spoken: true }, now)
  }
  const told = story(S2).does(minutes(5), triaged('department', 'stopped')).does(minutes(60), resolved()).does(minutes(70), onBehalf)
  expect(told.one('check_confirmation')).toMatchObject({ holderId: lead, holderDuty: 'lead', armedAt: minutes(70) })
  told.does(minutes(80), (ticket, now) => ({
    accepted: true,
    state: { ticket: { ...ticket, liaisonId: lead }, added: [] },
    events: [{ type: 'ticket.lead-replaced', at: now, data: {} }],
  }))
  expect(told.one('check_confirmation')).toMatchObject({ holderId: line.dutyManagerId, holderDuty: 'duty_manager' })
})
