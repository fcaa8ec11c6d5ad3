import { expect, test } from 'vitest'
import type { Instant } from '#kernel/instant'
import { at } from '../../../../test/obligations/owed.ts'
import { chen, li, minutes, refusal, silence } from '../../../../test/tickets/a-ticket.ts'
import { assigned, confirmed, resolved, said, story, triaged } from '../../../../test/tickets/as-people-do.ts'
import { fulfilObligation } from '../fulfil-obligation.ts'
import { putOff, putOffProblems } from '../put-off.ts'
import { schedule } from '../schedule.ts'
import type { Ticket } from '../ticket.ts'

const WORDS = '本季度排不进去，二十五日再看一次并告诉您。'
const later =
  (revisitAt: Instant, body = WORDS) =>
  (ticket: Ticket, now: Instant) =>
    putOff(ticket, { ...said, body }, revisitAt, () => silence, now)
const scheduled = (ticket: Ticket, now: Instant) => schedule(ticket, { version: '5.2', date: '2026-12-24' }, '2026-11-25', now)
const putOffOnce = () =>
  story({ kind: 'request' })
    .does(minutes(5), triaged('person', 'workaround'))
    .does(minutes(30), later(at('25 10:00')))

test('“later” is a decision, and the owner owes to look again at the instant that was said', () => {
  const told = putOffOnce()
  expect(told.last('decide')).toMatchObject({ state: 'kept', keptAt: minutes(30) })
  expect(told.one('revisit')).toMatchObject({ dueAt: at('25 10:00'), holderDuty: 'owner', holderId: li, why: 'put-off' })
  expect(told.last('first_response').state).toBe('kept')
})

test('it goes along with the owner’s duty', () => {
  expect(putOffOnce().does(minutes(40), assigned).one('revisit').holderId).toBe(chen)
})

test('the revisit warns and breaks like any other, and climbs', () => {
  const told = putOffOnce().passes(at('25 10:00'))
  expect(told.told).toEqual(expect.arrayContaining(['revisit warned', 'revisit broken']))
  expect(told.one('revisit')).toMatchObject({ state: 'broken' })
  // Nine days were given, 56.5 working hours of them: half as many later, not half of the nine days in working hours.
  expect(told.one('revisit').nextAt).toBe(at('30 15:15'))
  expect(told.passes(at('30 15:15')).told).toContain('revisit climbed')
})

test.each([
  ['accepting it', scheduled],
  ['declining or solving it', resolved()],
])('%s is the next decision', (_name, decision) => {
  expect(putOffOnce().does(at('24 10:00'), decision).last('revisit')).toMatchObject({ state: 'kept', keptAt: at('24 10:00') })
})

test('so is putting it off again, which arms the next one', () => {
  const told = putOffOnce().does(at('24 10:00'), later(at('30 10:00'), '本月仍排不进去，三十日再看。'))
  expect(told.all('revisit')).toMatchObject([{ state: 'kept' }, { state: 'pending', dueAt: at('30 10:00') }])
})

test('and saying how it was looked at', () => {
  const told = putOffOnce()
  const revisit = told.one('revisit')
  expect(told.does(at('24 10:00'), (ticket, now) => fulfilObligation(ticket, revisit, '产品会上看过', now)).last('revisit').state).toBe(
    'kept',
  )
})

test('once it is closed nothing is left to look at', () => {
  expect(putOffOnce().does(at('24 10:00'), resolved()).does(at('24 11:00'), confirmed).open('revisit')).toEqual([])
})

test('it needs words that say so, and a ticket on which something is left to decide', () => {
  const { ticket } = story({ kind: 'request' })
  const refused = (on: Ticket, body = WORDS) => refusal(putOff(on, { ...said, body }, at('25 10:00'), () => silence, minutes(30)))
  expect(refused(ticket, '收到')).toBe('put-off-needs-words')
  expect(refused({ ...ticket, status: 'scheduled' })).toBe('unschedule-first')
  expect(refused({ ...ticket, status: 'resolved' })).toBe('ticket-resolved')
})

test('every bad field is named at once', () => {
  const wanted = { audience: 'internal', revisitAt: minutes(10), fromUs: true } as const
  expect(putOffProblems({ kind: 'defect' }, wanted, minutes(30))).toEqual([
    { path: 'audience', code: 'our-words-to-the-customer' },
    { path: 'revisitAt', code: 'requests-only' },
    { path: 'revisitAt', code: 'in-the-past' },
  ])
  expect(putOffProblems({ kind: 'request' }, { ...wanted, audience: 'customer', revisitAt: at('25 10:00') }, minutes(30))).toEqual([])
})
