import { describe, expect, test } from 'vitest'
import { accept } from '#kernel/decision'
import type { IntakeCandidates, IntakePerson } from '#oncall/rules/intake-candidates'
import { at } from '../../../test/obligations/owed.ts'
import {
  accepted,
  anOffer,
  aTicket,
  chen,
  lead,
  li,
  lina,
  line,
  minutes,
  NOW,
  person,
  refusal,
  relay,
  silence,
  staff,
} from '../../../test/tickets/a-ticket.ts'
import { call, story } from '../../../test/tickets/as-people-do.ts'
import { assignDuty } from './assign-duty.ts'
import { edit } from './edit.ts'
import { acceptHandOff, declineHandOff, type HandOff, offerHandOff } from './hand-off.ts'
import { chooseDuty } from './open-ticket.ts'
import { recordContact } from './record-contact.ts'
import type { Ticket } from './ticket.ts'

const about = (patch: Partial<Ticket> = {}) => aTicket({ kind: 'complaint', complaintAbout: [lina], ...patch })
const handOff: HandOff = {
  ...{ id: 'h9' as never, duty: 'owner', toFunction: null, toStation: null, done: '', needed: '', force: false, reason: null },
  ...{ expiresAt: minutes(120), timerId: 'x' },
}
const somebody = (id: string, onDuty = true) => ({ id: staff(id), onDuty }) as IntakePerson
const candidates = (more: Partial<IntakeCandidates> = {}): IntakeCandidates => ({
  ...{
    productLineId: 'line1' as never,
    servicePerson: somebody('service'),
    frontline: [somebody('one'), somebody('two')],
    squadLead: null,
  },
  ...{ lineLead: somebody('lead'), dutyManager: somebody('manager', false), lastResort: somebody('last') },
  ...more,
})
const chosen = (...ids: string[]) => chooseDuty(candidates(), ids.map(staff)).id

describe('a complaint is never owned by whom it is about', () => {
  test.each([
    [[], 'service'],
    [['service'], 'one'],
    [['service', 'one'], 'two'],
    [['service', 'one', 'two'], 'lead'],
    [['service', 'one', 'two', 'lead'], 'last'],
    // Off duty, but not one of them.
    [['service', 'one', 'two', 'lead', 'last'], 'manager'],
  ])('intake, about %j, takes %s', (ids, first) => expect(chosen(...ids)).toBe(first))

  test('it is neither offered nor assigned to them, nor accepted by them', () => {
    expect(refusal(offerHandOff(about(), handOff, person(lina), li, relay, NOW))).toBe('complained-about')
    expect(refusal(assignDuty(about(), 'liaison', person(lina), '熟悉客户', lead, NOW))).toBe('complained-about')
    expect(refusal(acceptHandOff(about({ offers: [anOffer()] }), 'h1', lina, relay, NOW))).toBe('complained-about-you')
    expect(refusal(offerHandOff(about(), handOff, person(chen), li, relay, NOW))).toBeNull()
  })

  test('named later, they lose what they hold and what they were offered, at once', () => {
    const held = aTicket({ kind: 'complaint', offers: [anOffer()], ownerId: li, liaisonId: li })
    const done = accepted(edit(held, { about: { staffIds: [li, lina], successorId: chen } }, NOW))
    expect(done.ticket).toMatchObject({ complaintAbout: [li, lina], ownerId: chen, liaisonId: chen, offers: [], ownerAcknowledgedAt: null })
    expect(done.told).toEqual(['complaint-about', 'hand-off-ended', 'duty-assigned', 'duty-assigned'])
    // Whom it is about is not for the customer’s timeline.
    expect(done.events[0]?.audience).toBeUndefined()
    expect(refusal(edit(aTicket(), { about: { staffIds: [li], successorId: chen } }, NOW))).toBe('about-for-complaints')
  })
})

test('bounced for the third time, it is not the lead it is about who names its owner', () => {
  const bounced = about({ kind: 'complaint', complaintAbout: [line.leadId], bounceCount: 2, offers: [anOffer()] })
  const declined = accepted(declineHandOff(bounced, 'h1', { reason: '不归我', insteadStaffId: null }, lina, line, NOW))
  expect(declined.events.at(-1)?.data).toMatchObject({ byId: line.dutyManagerId })
})

describe('a complaint owes', () => {
  const told = (complaintAbout = [lina]) => story({ kind: 'complaint', complaintAbout }, at('16 09:00'))

  test('the lead’s call within an hour and a written answer in two working days', () => {
    expect(told().one('call_back')).toMatchObject({ holderDuty: 'lead', holderId: lead, dueAt: at('16 10:00') })
    expect(told().one('written_answer').dueAt).toBe(at('18 18:00'))
  })

  test('the duty manager’s, where it is about the lead', () => {
    expect(told([lead]).one('call_back')).toMatchObject({ holderDuty: 'duty_manager', holderId: line.dutyManagerId })
  })

  test('nor anything else of the lead’s, whenever it is owed and whenever the lead is named', () => {
    const callNeeded = (ticket: Ticket, now: typeof NOW) =>
      accept({ ticket, added: [] }, [{ type: 'ticket.call-needed' as const, at: now, data: { attempts: 0, days: 0 } }])
    const called = (ticket: Ticket, now: typeof NOW) =>
      recordContact(ticket, { ...call, fromAt: now, toAt: now, promised: null, nextContactAt: null }, chen, true, () => silence, now)
    const again = told([lead]).does(at('16 09:20'), called).does(at('16 09:40'), callNeeded)
    expect(again.last('call_back')).toMatchObject({ state: 'pending', holderId: line.dutyManagerId })

    const named = told().does(at('16 09:20'), (ticket, now) => edit(ticket, { about: { staffIds: [lead], successorId: chen } }, now))
    expect(named.one('call_back')).toMatchObject({ state: 'pending', holderId: line.dutyManagerId })
  })

  test('the lead’s call is kept by who leads, not by anybody’s', () => {
    const calls = (byLead: boolean) => (ticket: Ticket, now: typeof NOW) =>
      recordContact(
        ticket,
        { ...call, fromAt: now, toAt: now, promised: null, nextContactAt: null },
        byLead ? lead : li,
        byLead,
        () => silence,
        now,
      )
    const called = told().does(at('16 09:20'), calls(false))
    expect(called.one('call_back').state).toBe('pending')
    expect(called.does(at('16 09:30'), calls(true)).all('call_back')).toMatchObject([{ state: 'kept' }])
  })
})
