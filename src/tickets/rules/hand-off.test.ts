import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HandOffId } from '#kernel/ids'
import { type Instant, instant, MINUTE } from '#kernel/instant'
import { clocks, at as shanghai } from '../../../test/obligations/owed.ts'
import {
  accepted,
  anOffer,
  aTicket,
  chen,
  found,
  lead,
  li,
  lina,
  line,
  minutes,
  NOW,
  person,
  refusal,
  relay,
  staff,
} from '../../../test/tickets/a-ticket.ts'
import { assignDuty } from './assign-duty.ts'
import { acceptHandOff, declineHandOff, endOffers, expireHandOff, type HandOff, offerHandOff, withdrawHandOff } from './hand-off.ts'
import { offerExpiry } from './offer-life.ts'
import { passOn } from './pass-on.ts'
import type { LineFacts, Ticket } from './ticket.ts'
import { SEVERITIES } from './vocabulary.ts'

const handOff = (more: Partial<HandOff> = {}): HandOff => ({
  ...{ id: 'h1' as HandOffId, duty: 'owner', toFunction: null, toStation: null, done: '确认了现象', needed: '请复现' },
  ...{ force: false, reason: null, expiresAt: minutes(600), timerId: 'x', ...more },
})
const offering = (ticket: Ticket, to = person(lina), more: Partial<HandOff> = {}, byId = li) =>
  offerHandOff(ticket, handOff(more), to, byId, relay, NOW)
const offered = (patch: Partial<Ticket> = {}) => aTicket({ offers: [anOffer()], ...patch })
const decline = { reason: '不是我们的', insteadStaffId: null }

describe('offering', () => {
  test('the giver holds the duty until it is accepted', () => {
    const { ticket, added, told } = accepted(offering(aTicket()))
    expect(ticket).toMatchObject({ ownerId: li, liaisonId: li, offers: [{ toId: lina }] })
    expect(added).toMatchObject([
      { as: 'hand-off', state: 'offered' },
      { as: 'timer', kind: 'hand-off-expiry', firesAt: minutes(600) },
    ])
    expect(told).toEqual(['hand-off-offered'])
  })

  test.each([
    ['to oneself', offering(aTicket(), person(li)), 'hand-off-to-oneself'],
    ['somebody else’s duty to oneself', offering(aTicket(), person(lina), {}, lina), 'hand-off-to-oneself'],
    ['to who holds it', offering(aTicket({ ownerId: lina }), person(lina)), 'already-holds-duty'],
    ['to somebody disabled', offering(aTicket(), person(lina, { active: false })), 'receiver-disabled'],
    ['to somebody off duty', offering(aTicket(), person(lina, { onDuty: false })), 'receiver-off-duty'],
    ['off duty, forced without a reason', offering(aTicket(), person(lina, { onDuty: false }), { force: true }), 'receiver-off-duty'],
    ['off duty, a reason but no force', offering(aTicket(), person(lina, { onDuty: false }), { reason: '只有她懂' }), 'receiver-off-duty'],
    ['while one is open for this duty', offering(offered(), person(chen)), 'offer-open'],
    ['while the owner must be named', offering(aTicket({ ownerMustBeNamed: true })), 'owner-must-be-named'],
    ['of the liaison with a station', offering(aTicket(), person(lina), { duty: 'liaison', toStation: 'qa' }), 'liaison-moves-no-station'],
    [
      'out of the frontline without a description',
      offering(aTicket({ report: { reportedAt: NOW } }), person(lina), { toStation: 'qa' }),
      'description-incomplete',
    ],
  ])('is refused %s', (_name, decision, code) => {
    expect(refusal(decision)).toBe(code)
  })

  test('is allowed to somebody off duty by force with a reason, which is kept', () => {
    const { added } = accepted(offering(aTicket(), person(lina, { onDuty: false }), { force: true, reason: '只有她懂' }))
    expect(added[0]).toMatchObject({ forcedReason: '只有她懂' })
  })

  test('the liaison’s duty can be offered while the owner’s is, and while the owner must be named', () => {
    expect(refusal(offering(offered(), person(chen), { duty: 'liaison' }))).toBeNull()
    expect(refusal(offering(aTicket({ ownerMustBeNamed: true }), person(chen), { duty: 'liaison' }))).toBeNull()
  })

  test('is taken at once from the relay at S3 and S4 by whoever agreed to it', () => {
    const willing = person(lina, { autoAccept: true })
    for (const severity of SEVERITIES) {
      const { ticket } = accepted(offering(aTicket({ severity }), willing, { toStation: 'qa' }))
      expect(ticket.ownerId).toBe(severity === 'S3' || severity === 'S4' ? lina : li)
    }
    const { ticket, added, told } = accepted(offering(aTicket(), willing, { toStation: 'qa' }))
    expect(ticket).toMatchObject({ station: 'qa', ownerAcknowledgedAt: NOW, liaisonId: li, offers: [] })
    expect(added[0]).toMatchObject({ as: 'hand-off', state: 'accepted', decidedBy: lina })
    expect(told).toEqual(['hand-off-offered', 'hand-off-accepted', 'moved'])
    expect(accepted(offering(aTicket(), willing)).ticket.ownerId).toBe(li)
    const away = person(lina, { autoAccept: true, onDuty: false })
    expect(accepted(offering(aTicket(), away, { toStation: 'qa', force: true, reason: '值班表没更新' })).ticket.ownerId).toBe(li)
  })
})

describe('accepting', () => {
  test('passes the owner’s duty, acknowledged, with the station; the liaison stays', () => {
    const ticket = offered({ offers: [anOffer({ toStation: 'qa' })], ownerAcknowledgedAt: null })
    const done = accepted(acceptHandOff(ticket, 'h1', lina, relay, NOW))
    expect(done.ticket).toMatchObject({
      ownerId: lina,
      ownerAcknowledgedAt: NOW,
      liaisonId: li,
      station: 'qa',
      stationsCompleted: ['frontline'],
      offers: [],
    })
    expect(done.told).toEqual(['hand-off-accepted', 'moved'])
  })

  test('passes the liaison’s duty alone', () => {
    const done = accepted(acceptHandOff(offered({ offers: [anOffer({ duty: 'liaison' })] }), 'h1', lina, relay, NOW))
    expect(done.ticket).toMatchObject({ ownerId: li, liaisonId: lina, liaisonAcceptedAt: NOW })
  })

  test('asks the exit criteria again', () => {
    const emptied = offered({ offers: [anOffer({ toStation: 'qa' })], report: { reportedAt: NOW } })
    expect(refusal(acceptHandOff(emptied, 'h1', lina, relay, NOW))).toBe('description-incomplete')
  })

  test('a reason given at the offer still counts', () => {
    const skipping = offered({ offers: [anOffer({ toStation: 'engineering' })] })
    expect(refusal(acceptHandOff(skipping, 'h1', lina, relay, NOW))).toBeNull()
  })

  test('is the receiver’s alone, and only while it is open', () => {
    expect(refusal(acceptHandOff(offered(), 'h1', chen, relay, NOW))).toBe('not-the-receiver')
    expect(refusal(acceptHandOff(aTicket(), 'h1', lina, relay, NOW))).toBe('offer-not-open')
    expect(refusal(acceptHandOff(offered({ offers: [anOffer({ expiresAt: NOW })] }), 'h1', lina, relay, NOW))).toBe('offer-not-open')
  })
})

describe('not accepting', () => {
  test('a decline leaves the duty, says whom to ask instead, and bounces', () => {
    const done = accepted(declineHandOff(offered(), 'h1', { reason: '不懂', insteadStaffId: chen }, lina, line, NOW))
    expect(done.ticket).toMatchObject({ ownerId: li, offers: [], bounceCount: 1 })
    expect(done.added[0]).toMatchObject({ state: 'declined', reason: '不懂', insteadStaffId: chen, bounce: true })
    expect(refusal(declineHandOff(offered(), 'h1', decline, li, line, NOW))).toBe('not-the-receiver')
  })

  test('an expiry leaves the duty, names the lead, and bounces; before its instant nothing happens', () => {
    const due = offered({ offers: [anOffer({ expiresAt: NOW })] })
    const done = accepted(expireHandOff(due, 'h1', line, NOW))
    expect(done.ticket).toMatchObject({ ownerId: li, offers: [], bounceCount: 1 })
    expect(done.events[0]?.data).toMatchObject({ leadId: lead, fromId: li, toId: lina })
    expect(accepted(expireHandOff(offered(), 'h1', line, NOW)).events).toEqual([])
    expect(accepted(expireHandOff(aTicket(), 'h1', line, NOW)).events).toEqual([])
  })

  test('a withdrawal by the giver or by who offered is no bounce', () => {
    const byAnother = offered({ offers: [anOffer({ offeredById: chen })] })
    for (const byId of [li, chen])
      expect(accepted(withdrawHandOff(byAnother, 'h1', byId, NOW)).ticket).toMatchObject({ offers: [], bounceCount: 0 })
    expect(refusal(withdrawHandOff(byAnother, 'h1', lina, NOW))).toBe('not-the-giver')
  })

  test('ending by another act is no bounce, and stops the expiry', () => {
    const two = aTicket({ offers: [anOffer(), anOffer({ id: 'h2' as HandOffId, duty: 'liaison' })] })
    const one = endOffers(two, 'assigned', NOW, (offer) => offer.duty === 'owner')
    expect(one.ticket.offers).toMatchObject([{ duty: 'liaison' }])
    expect(one.added).toMatchObject([
      { state: 'ended', reason: 'assigned', bounce: false },
      { as: 'timer-cancelled', subjectId: 'h1' },
    ])
    expect(endOffers(two, 'resolved', NOW).ticket).toMatchObject({ offers: [], bounceCount: 0 })
  })
})

describe('bouncing', () => {
  const bouncing = (bounceCount: number, patch: Partial<Ticket> = {}) => offered({ bounceCount, ...patch })

  test('the first and the second are counted; the third asks the lead for a name and refuses further offers', () => {
    for (const before of [0, 1]) {
      const { ticket, told } = accepted(declineHandOff(bouncing(before), 'h1', decline, lina, line, NOW))
      expect(ticket).toMatchObject({ bounceCount: before + 1, ownerMustBeNamed: false })
      expect(told).toEqual(['hand-off-declined'])
    }
    const liaison = anOffer({ id: 'h2' as HandOffId, duty: 'liaison' })
    const third = accepted(declineHandOff(bouncing(2, { offers: [anOffer(), liaison] }), 'h1', decline, lina, line, NOW))
    expect(third.ticket).toMatchObject({ bounceCount: 3, ownerMustBeNamed: true, ownerId: li, offers: [] })
    expect(third.added).toContainEqual(expect.objectContaining({ id: 'h2', state: 'withdrawn', bounce: false }))
    expect(third.events.at(-1)).toMatchObject({ type: 'ticket.owner-must-be-named', data: { byId: lead, bounces: 3 } })
    expect(refusal(offering(third.ticket, person(chen)))).toBe('owner-must-be-named')
  })

  test.each<[string, Ticket, typeof lina, typeof line]>([
    ['the lead bounced it', offered({ bounceCount: 2, offers: [anOffer({ toId: lead })] }), lead, line],
    ['the lead holds it', offered({ bounceCount: 2, ownerId: lead, offers: [anOffer({ fromId: lead })] }), lina, line],
    ['the lead is absent', offered({ bounceCount: 2 }), lina, { ...line, leadAbsent: true }],
  ])('the duty manager names the owner where %s', (_name, ticket, byId, behind) => {
    const { events } = accepted(declineHandOff(ticket, 'h1', decline, byId, behind, NOW))
    expect(events.at(-1)?.data['byId']).toBe(behind.dutyManagerId)
  })

  test('a liaison’s duty that bounces is not counted', () => {
    const liaison = offered({ bounceCount: 2, offers: [anOffer({ duty: 'liaison' })] })
    expect(accepted(declineHandOff(liaison, 'h1', decline, lina, line, NOW)).ticket).toMatchObject({
      bounceCount: 2,
      ownerMustBeNamed: false,
    })
  })

  describe('what goes straight back to its giver', () => {
    // Chen gave it to Li at engineering; Li offers it back to Chen.
    const cameFrom = (patch: Partial<Ticket> = {}, offer: Parameters<typeof anOffer>[0] = {}) =>
      aTicket({
        station: 'engineering',
        lastPass: { fromId: chen, toId: li, station: 'engineering' },
        offers: [anOffer({ toId: chen, ...offer })],
        ...patch,
      })
    const back = (ticket: Ticket) => accepted(acceptHandOff(ticket, 'h1', chen, relay, NOW))

    test('has bounced, once accepted', () => {
      const done = back(cameFrom())
      expect(done.ticket).toMatchObject({ ownerId: chen, bounceCount: 1 })
      expect(done.added[0]).toMatchObject({ state: 'accepted', bounce: true })
      expect(back(cameFrom({}, { toStation: 'qa' })).ticket).toMatchObject({ station: 'qa', bounceCount: 1 })
    })

    test('has not when a station was completed in between', () => {
      const fixed = [found('engineering', { cause: '没有分页', fixReference: 'MR-42' })]
      expect(back(cameFrom({ findings: fixed }, { toStation: 'qa' })).ticket).toMatchObject({
        station: 'qa',
        bounceCount: 0,
        stationsCompleted: ['engineering'],
      })
      expect(back(cameFrom({ station: 'operations' })).ticket.bounceCount).toBe(0)
    })

    test('nor when it goes to somebody else, or is the liaison’s', () => {
      expect(accepted(acceptHandOff(cameFrom({}, { toId: lina }), 'h1', lina, relay, NOW)).ticket.bounceCount).toBe(0)
      expect(back(cameFrom({}, { duty: 'liaison' })).ticket.bounceCount).toBe(0)
    })

    test('the third asks for a name: who has it now stays', () => {
      const done = back(cameFrom({ bounceCount: 2 }))
      expect(done.ticket).toMatchObject({ ownerId: chen, ownerMustBeNamed: true })
      expect(done.told).toEqual(['hand-off-accepted', 'owner-must-be-named'])
    })
  })
})

describe('assignment', () => {
  const assign = (ticket: Ticket, duty: 'owner' | 'liaison', to = person(chen)) => assignDuty(ticket, duty, to, '请接手', lead, NOW)

  test('sets the duty at once, unacknowledged, and ends open offers of it without a bounce', () => {
    const done = accepted(assign(offered({ ownerAcknowledgedAt: NOW }), 'owner'))
    expect(done.ticket).toMatchObject({ ownerId: chen, ownerAcknowledgedAt: null, offers: [], bounceCount: 0 })
    expect(done.told).toEqual(['hand-off-ended', 'duty-assigned', 'assignment-explained'])
    expect(accepted(assign(offered(), 'liaison')).ticket).toMatchObject({ liaisonId: chen, ownerId: li, offers: [{ duty: 'owner' }] })
  })

  test('why it was assigned is not the customer’s to read', () => {
    const { events } = accepted(assign(aTicket(), 'owner'))
    expect(events.find((event) => event.audience === 'customer')?.data).not.toHaveProperty('reason')
  })

  test('names the owner after bounces: the present one may be named, and bounces count anew', () => {
    const asked = aTicket({ ownerMustBeNamed: true, bounceCount: 3 })
    for (const to of [li, chen])
      expect(accepted(assign(asked, 'owner', person(to))).ticket).toMatchObject({
        ownerId: to,
        ownerMustBeNamed: false,
        ownerNamed: true,
        bounceCount: 0,
      })
    expect(accepted(assign(asked, 'liaison')).ticket).toMatchObject({ ownerMustBeNamed: true, bounceCount: 3 })
  })

  test('is refused to who holds it, and to somebody disabled', () => {
    expect(refusal(assign(aTicket(), 'owner', person(li)))).toBe('already-holds-duty')
    expect(refusal(assign(aTicket(), 'owner', person(chen, { active: false })))).toBe('receiver-disabled')
  })
})

test('who leaves passes on each duty they hold, unacknowledged, and no other', () => {
  const nothingEnded = (ticket: Ticket) => ({ ticket, added: [], events: [] })
  const both = accepted(passOn(nothingEnded(aTicket()), li, chen, NOW))
  expect(both.ticket).toMatchObject({ ownerId: chen, liaisonId: chen, ownerAcknowledgedAt: null })
  expect(both.told).toEqual(['duty-assigned', 'duty-assigned'])
  expect(accepted(passOn(nothingEnded(aTicket({ ownerId: lina })), li, chen, NOW)).ticket).toMatchObject({ ownerId: lina, liaisonId: chen })
  expect(accepted(passOn(nothingEnded(aTicket()), staff('nobody'), chen, NOW)).events).toEqual([])
})

describe('the life of an offer', () => {
  const office = clocks.calendar('office', 1)
  const expires = (severity: (typeof SEVERITIES)[number], acknowledgeDueAt: Instant | null, from = shanghai('16 11:30')) =>
    offerExpiry(severity, office, acknowledgeDueAt, from)

  test.each([
    ['S1', '16 11:35'],
    ['S2', '16 11:45'],
    ['S3', '16 13:30'],
    ['S4', '16 16:30'],
  ] as const)('%s: until %s', (severity, until) => {
    expect(expires(severity, null)).toBe(shanghai(until))
  })

  test('S1 counts wall time at night, S3 the next working hour', () => {
    expect(expires('S1', null, shanghai('16 22:00'))).toBe(shanghai('16 22:05'))
    expect(expires('S3', null, shanghai('16 22:00'))).toBe(shanghai('17 10:00'))
  })

  test('never beyond 60 % of what remains to acknowledge', () => {
    expect(expires('S2', shanghai('16 11:40'))).toBe(shanghai('16 11:36'))
    expect(expires('S2', shanghai('16 15:00'))).toBe(shanghai('16 11:45'))
    expect(expires('S2', shanghai('16 11:00'))).toBe(shanghai('16 11:45'))
  })

  test('always lies in the future', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SEVERITIES),
        fc.integer({ min: -500, max: 5000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (severity, remains, past) => {
          const from = instant(shanghai('16 00:00') + past * MINUTE)
          expect(expires(severity, instant(from + remains * MINUTE), from)).toBeGreaterThan(from)
        },
      ),
    )
  })
})

describe('at the third bounce', () => {
  const third = (more: Partial<LineFacts>) =>
    accepted(
      declineHandOff(
        aTicket({ bounceCount: 2, offers: [anOffer()] }),
        'h1',
        { reason: '不归我', insteadStaffId: null },
        lina,
        { ...line, ...more },
        NOW,
      ),
    ).events.at(-1)?.data['byId']

  test('the line’s lead names the owner; the duty manager where it went between lines, or the lead is one of who bounced it', () => {
    expect(third({})).toBe(line.leadId)
    expect(third({ acrossLines: true })).toBe(line.dutyManagerId)
    expect(third({ bouncerIds: [line.leadId] })).toBe(line.dutyManagerId)
    expect(third({ leadAbsent: true })).toBe(line.dutyManagerId)
  })
})
