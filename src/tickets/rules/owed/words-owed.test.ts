import { describe, expect, test } from 'vitest'
import type { Instant } from '#kernel/instant'
import { at } from '../../../../test/obligations/owed.ts'
import { anOffer, chen, lead, li, lina, line, minutes, person, relay } from '../../../../test/tickets/a-ticket.ts'
import { assigned, called, customerSays, mine, S1, S2, say, story } from '../../../../test/tickets/as-people-do.ts'
import { addObligation } from '../add-obligation.ts'
import { assignDuty } from '../assign-duty.ts'
import { edit } from '../edit.ts'
import { acceptHandOff, declineHandOff } from '../hand-off.ts'

/** Chapter 2, "What arms, keeps, pauses": a sentence, a test. Monday 16 November 2026, 09:00 in Shanghai, is START. */

describe('acknowledge', () => {
  test('is armed at intake, on the owner', () => {
    expect(story().one('acknowledge')).toMatchObject({
      dueAt: at('16 10:00'),
      holderDuty: 'owner',
      holderId: li,
      why: 'intake',
      policyId: 'p1',
    })
  })

  test('and at each assignment: the old one is called off, the new one is the new owner’s', () => {
    const told = story().does(minutes(10), mine).does(minutes(20), assigned)
    expect(told.one('acknowledge')).toMatchObject({ dueAt: at('16 10:20'), holderId: chen, why: 'assignment' })
    expect(
      told
        .does(minutes(30), (ticket, now) => assignDuty(ticket, 'owner', person(lina), '换人', lead, now))
        .all('acknowledge')
        .map((one) => one.state),
    ).toEqual(['kept', 'cancelled', 'pending'])
  })

  test('is kept by acknowledging', () => {
    expect(story().does(minutes(10), mine).last('acknowledge')).toMatchObject({ state: 'kept', keptAt: minutes(10) })
  })

  test('is kept by accepting the owner’s duty, not the liaison’s', () => {
    const offering = (duty: 'owner' | 'liaison') => {
      const told = story()
      told.ticket = { ...told.ticket, offers: [anOffer({ duty })] }
      return told.does(minutes(10), (ticket, now) => acceptHandOff(ticket, 'h1', lina, relay, now))
    }
    expect(offering('owner').last('acknowledge').state).toBe('kept')
    expect(offering('liaison').one('acknowledge').state).toBe('pending')
  })
})

describe('words', () => {
  test('first response and the first cycle of updates are armed at intake, on the liaison', () => {
    const told = story(S2)
    expect(told.one('first_response')).toMatchObject({ dueAt: at('16 09:30'), holderDuty: 'liaison', why: 'intake' })
    expect(told.one('next_update')).toMatchObject({ dueAt: at('16 11:00'), cycle: 1, why: 'intake' })
  })

  test('a qualifying word keeps the pending cycle, the answer and the first response, and arms the next cycle', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(20), say('正在复现，十一点前告诉您'))
    for (const kind of ['first_response', 'answer']) expect(told.last(kind)).toMatchObject({ state: 'kept', keptAt: minutes(20) })
    expect(told.all('next_update')).toMatchObject([
      { cycle: 1, state: 'kept' },
      { cycle: 2, state: 'pending', armedAt: minutes(20), dueAt: at('16 11:20') },
    ])
  })

  test('“received” keeps the first response only', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(20), say('收到'))
    expect([told.last('first_response').state, told.last('answer').state, told.last('next_update').state]).toEqual([
      'kept',
      'pending',
      'pending',
    ])
  })

  test('the text of the previous one again keeps nothing', () => {
    const told = story(S2).does(minutes(10), say('正在处理')).does(minutes(20), customerSays('？')).does(minutes(30), say('正在处理'))
    expect(told.one('answer').state).toBe('pending')
    expect(told.one('next_update')).toMatchObject({ cycle: 2, armedAt: minutes(10) })
  })

  test('a promised next update, if earlier, is its due; a later one changes nothing', () => {
    const promise = (nextUpdateAt: Instant) => story(S2).does(minutes(20), say('正在复现', { nextUpdateAt })).one('next_update').dueAt
    expect(promise(at('16 10:00'))).toBe(at('16 10:00'))
    expect(promise(at('16 15:00'))).toBe(at('16 11:20'))
  })

  test('a contact record counts at the instant of contact, even when the cycle had been told as broken', () => {
    const told = story(S2).passes(at('16 11:05'))
    expect(told.one('next_update').state).toBe('broken')
    told.does(at('16 11:10'), called(at('16 10:55')))
    expect(told.all('next_update')).toMatchObject([
      { state: 'kept', keptAt: at('16 10:55'), brokenAt: null },
      { cycle: 2, armedAt: at('16 10:55'), dueAt: at('16 12:55') },
    ])
  })

  test('what was promised on the phone is owed by its date', () => {
    const told = story(S2).does(minutes(30), called(minutes(25), { promised: '周三给补丁', nextContactAt: at('18 18:00') }))
    expect(told.one('promise')).toMatchObject({ dueAt: at('18 18:00'), text: '周三给补丁', holderId: li })
  })

  test('an answer is armed by a contact’s words when none is pending', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(30), customerSays('在吗？'))
    expect(told.one('answer')).toMatchObject({ armedAt: minutes(10), dueAt: at('16 10:10'), why: 'their-words' })
    told.does(minutes(40), say('十一点前')).does(minutes(50), customerSays('好'))
    expect(told.all('answer')).toMatchObject([{ state: 'kept' }, { state: 'pending', armedAt: minutes(50) }])
  })

  test('words inside, of partners and of machines arm and keep nothing', () => {
    for (const more of [
      { audience: 'internal' },
      { audience: 'partner' },
      { authorKind: 'integration' },
      { authorKind: 'system' },
    ] as const)
      expect(story(S2).does(minutes(10), say('已定位', more)).kinds()).toEqual(story(S2).kinds())
  })

  test('a broken cycle is broken once, stays open, climbs at each further interval, and no new row comes meanwhile', () => {
    const told = story(S2).passes(at('16 17:30'))
    expect(told.all('next_update')).toMatchObject([{ state: 'broken', brokenAt: at('16 11:00'), fulfilledAt: null }])
    // Half the target after the break, then at each further interval of two hours.
    expect(told.told.filter((line_) => line_ === 'next_update broken')).toHaveLength(1)
    expect(told.told.filter((line_) => line_ === 'next_update climbed')).toHaveLength(4)
    told.does(at('16 17:40'), say('原因找到了：导出没有分页'))
    expect(told.all('next_update')).toMatchObject([
      { state: 'broken', fulfilledAt: at('16 17:40') },
      { cycle: 2, state: 'pending', dueAt: at('16 19:40') },
    ])
  })

  test('the cadence of an S1 is 20 minutes for two hours, then 30', () => {
    const told = story(S1).does(minutes(90), say('还在查')).does(minutes(125), say('已定位到网关'))
    expect(
      told
        .all('next_update')
        .slice(1)
        .map((one) => one.dueAt),
    ).toEqual([minutes(110), minutes(155)])
  })
})

describe('who holds it', () => {
  test('what a duty carries goes with the duty', () => {
    const told = story(S2).does(minutes(10), assigned)
    for (const kind of ['restore', 'resolve', 'triage', 'acknowledge']) expect(told.one(kind).holderId).toBe(chen)
    for (const kind of ['first_response', 'next_update']) expect(told.one(kind).holderId).toBe(li)
    told.does(minutes(20), (ticket, now) => assignDuty(ticket, 'liaison', person(lina), '休假', lead, now))
    for (const kind of ['first_response', 'next_update']) expect(told.one(kind).holderId).toBe(lina)
  })

  test('moved to another line, what is open climbs there', () => {
    const told = story(S2).does(minutes(10), (ticket, now) => edit(ticket, { productLineId: 'line2' as never }, now))
    expect(new Set(told.owed.map((one) => one.productLineId))).toEqual(new Set(['line2']))
  })

  test('a reminder is one’s own and stays', () => {
    const told = story(S2)
      .does(minutes(5), (ticket, now) => addObligation(ticket, { kind: 'reminder', text: '看日志', dueAt: at('16 15:00') }, li, now))
      .does(minutes(10), assigned)
    expect(told.one('reminder')).toMatchObject({ holderId: li, holderDuty: null, dueAt: at('16 15:00') })
  })

  test('the third bounce arms naming the owner on whoever must, kept by naming', () => {
    const told = story(S2)
    told.ticket = { ...told.ticket, bounceCount: 2, offers: [anOffer()] }
    told.does(minutes(10), (ticket, now) => declineHandOff(ticket, 'h1', { reason: '不是我们的', insteadStaffId: null }, lina, line, now))
    expect(told.one('name_owner')).toMatchObject({ holderId: lead, dueAt: minutes(40), why: 'third-bounce' })
    expect(told.does(minutes(20), assigned).last('name_owner')).toMatchObject({ state: 'kept' })
  })
})
