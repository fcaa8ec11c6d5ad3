import { describe, expect, test } from 'vitest'
import { accepted, aTicket, chen, li, lina, minutes, NOW, person, refusal, standing } from '../../../test/tickets/a-ticket.ts'
import { S1, S2, story } from '../../../test/tickets/as-people-do.ts'
import { answerAsk, ask, endAsks, withdrawAsk } from './ask.ts'
import type { Ticket } from './ticket.ts'

const question = { id: 'k1', toFunction: null, question: '分页上限是多少？' }
const asks = (ticket: Ticket, to = person(lina)) => ask(ticket, question, to, li, NOW)
const open = { id: 'k1', askedById: li, toId: lina }
const asked = (ticket: Ticket, at = NOW) => ask(ticket, question, person(lina), li, at)

describe('asking', () => {
  test('moves no duty and is no bounce; who is asked takes part', () => {
    const done = accepted(asks(aTicket({ bounceCount: 2 })))
    expect(done.ticket).toMatchObject({ ownerId: li, liaisonId: li, bounceCount: 2, offers: [] })
    expect(done.added).toMatchObject([
      { as: 'ask', id: 'k1', toId: lina, question: '分页上限是多少？' },
      { as: 'participant', personKind: 'staff', personId: lina },
    ])
    expect(done.events).toMatchObject([{ type: 'ticket.asked', data: { toId: lina, fromId: li } }])
    expect(done.events[0]?.audience).toBeUndefined()
  })

  test.each([
    ['oneself', asks(aTicket(), person(li)), 'ask-oneself'],
    ['somebody who has left', asks(aTicket(), person(lina, { active: false })), 'asked-disabled'],
    ['on a closed ticket', asks(standing('closed')), 'ticket-closed'],
  ])('%s is refused', (_name, decision, code) => expect(refusal(decision)).toBe(code))

  test('owes the answer to the person asked: 10 and 30 minutes, else four working hours', () => {
    const due = (from: object) => story(from).does(minutes(60), asked).one('ask')
    expect(due(S1)).toMatchObject({ holderId: lina, holderDuty: null, subject: { type: 'ask', id: 'k1' }, dueAt: minutes(70) })
    expect(due(S2).dueAt).toBe(minutes(90))
    // 10:00, lunch from 12 to 13.
    expect(due({}).dueAt).toBe(minutes(60 + 5 * 60))
  })
})

describe('answering', () => {
  test('keeps this very answer and leaves the others', () => {
    const other = (ticket: Ticket, at = NOW) => ask(ticket, { ...question, id: 'k2' }, person(chen), li, at)
    const told = story(S2).does(minutes(60), asked).does(minutes(61), other)
    told.does(minutes(65), (ticket, now) => answerAsk(ticket, open, '一万行', { id: lina, leads: false }, now))
    expect(told.all('ask')).toMatchObject([
      { state: 'kept', keptAt: minutes(65) },
      { state: 'pending', holderId: chen },
    ])
  })

  test('is for who was asked, or who leads; not twice', () => {
    const answer = (byId: typeof li, leads = false) => answerAsk(aTicket(), open, '一万行', { id: byId, leads }, NOW)
    expect(refusal(answer(chen))).toBe('not-asked-of-you')
    expect(refusal(answer(li))).toBe('not-asked-of-you')
    expect(accepted(answer(chen, true)).added).toMatchObject([{ as: 'ask-answered', byId: chen, text: '一万行' }])
    expect(refusal(answerAsk(aTicket(), null, '一万行', { id: lina, leads: false }, NOW))).toBe('ask-not-open')
  })

  test('a question to who has left ends, and nothing is owed for it', () => {
    const told = story(S2).does(minutes(60), asked)
    told.does(minutes(61), (ticket, now) => ({
      accepted: true,
      state: { ticket, added: [] },
      events: endAsks([open], 'person-disabled', now).events,
    }))
    expect(told.all('ask')).toMatchObject([{ state: 'cancelled' }])
  })
})

describe('withdrawing', () => {
  test('calls this very answer off, and tells who was asked', () => {
    const other = (ticket: Ticket, at = NOW) => ask(ticket, { ...question, id: 'k2' }, person(chen), li, at)
    const told = story(S2).does(minutes(60), asked).does(minutes(61), other)
    told.does(minutes(65), (ticket, now) => withdrawAsk(ticket, open, { id: li, leads: false }, now))
    expect(told.all('ask')).toMatchObject([
      { state: 'cancelled', cancelledAt: minutes(65), cancelWhy: 'withdrawn' },
      { state: 'pending', holderId: chen },
    ])
    const done = accepted(withdrawAsk(aTicket(), open, { id: li, leads: false }, NOW))
    expect(done.added).toMatchObject([{ as: 'ask-ended', id: 'k1', why: 'withdrawn' }])
    expect(done.events).toMatchObject([{ type: 'ticket.ask-withdrawn', data: { askId: 'k1', fromId: li, toId: lina } }])
  })

  test('an answer that was late already stays late', () => {
    const told = story(S2).does(minutes(60), asked).passes(minutes(95))
    told.does(minutes(96), (ticket, now) => withdrawAsk(ticket, open, { id: li, leads: false }, now))
    expect(told.last('ask')).toMatchObject({ state: 'broken', cancelWhy: 'withdrawn' })
    expect(told.open('ask')).toEqual([])
  })

  test('is for who asked, or who leads; not once it is settled', () => {
    const withdraw = (byId: typeof li, leads = false) => withdrawAsk(aTicket(), open, { id: byId, leads }, NOW)
    expect(refusal(withdraw(lina))).toBe('not-your-ask')
    expect(refusal(withdraw(chen))).toBe('not-your-ask')
    expect(accepted(withdraw(chen, true)).added).toMatchObject([{ as: 'ask-ended', id: 'k1', why: 'withdrawn' }])
    expect(refusal(withdrawAsk(aTicket(), null, { id: li, leads: false }, NOW))).toBe('ask-not-open')
  })
})
