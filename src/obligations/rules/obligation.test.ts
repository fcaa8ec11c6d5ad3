import { describe, expect, it } from 'vitest'
import { MINUTE } from '#kernel/instant'
import { armed, at, clocks, elapsed, owed, START, told, working, workingDays } from '../../../test/obligations/owed.ts'
import { type Arming, arm } from './arm-obligation.ts'
import { cancel } from './cancel-obligation.ts'
import { fulfil, keep } from './keep-obligation.ts'
import type { Obligation } from './obligation.ts'
import { pause, resume } from './pause-obligation.ts'
import { hasten, reschedule, retarget, worsen } from './retarget-obligation.ts'
import { revive } from './revive-obligation.ts'
import { sweep } from './sweep-obligation.ts'
import { transfer } from './transfer-obligation.ts'

describe('an obligation', () => {
  it('is armed with its due and the first instant the sweep waits for', () => {
    const { obligation, events } = armed(elapsed(60))
    expect(obligation).toMatchObject({ state: 'pending', dueAt: at('16 10:00'), warnAts: [at('16 09:45')], nextAt: at('16 09:45') })
    expect(told(events)).toEqual([['armed', START]])
    expect(events[0]?.data).toMatchObject({ obligationId: 'o1', kind: 'restore', holderId: 'li', why: 'intake', recipients: [] })
  })

  it('warns its holder, breaks at its due to the line lead too, and climbs after half the target', () => {
    const { obligation, events } = sweep(owed(elapsed(60)), at('16 12:00'), clocks)
    expect(told(events)).toEqual([
      ['warned', at('16 09:45')],
      ['broken', at('16 10:00')],
      ['climbed', at('16 10:30')],
    ])
    expect(events.map((event) => event.data.recipients)).toEqual([['holder'], ['holder', 'line-lead'], ['line-executive']])
    expect(obligation).toMatchObject({ state: 'broken', brokenAt: at('16 10:00'), climbs: 1, nextAt: null })
  })

  it('climbs to the duty manager for S3, and never sooner than ten minutes', () => {
    const { events } = sweep(owed(elapsed(6), { severity: 'S3' }), at('16 12:00'), clocks)
    expect(told(events).at(-1)).toEqual(['climbed', at('16 09:16')])
    expect(events.at(-1)?.data.recipients).toEqual(['duty-manager'])
  })

  it('climbs on its own clock', () => {
    const { events } = sweep(owed(working(480), { armedAt: at('16 09:00') }), at('20 09:00'), clocks)
    expect(told(events).at(-1)).toEqual(['climbed', at('17 14:00')])
  })

  it('a broken cycle of a cadence climbs again at each further interval', () => {
    const { events } = sweep(owed({ ...elapsed(20), cadence: true }), at('16 10:20'), clocks)
    const climbs = events.filter((event) => event.type === 'obligation.climbed')
    expect(climbs.map((event) => event.at)).toEqual([at('16 09:30'), at('16 09:40'), at('16 10:00'), at('16 10:20')])
    expect(events.filter((event) => event.type === 'obligation.broken')).toHaveLength(1)
  })

  it('is silent in observe, and tells only its holder in warn', () => {
    const silent = sweep(owed(elapsed(60), { mode: 'observe' }), at('16 12:00'), clocks)
    expect(silent.events.flatMap((event) => event.data.recipients)).toEqual([])
    expect(silent.obligation.state).toBe('broken')
    const gentle = sweep(owed(elapsed(60), { mode: 'warn' }), at('16 12:00'), clocks)
    expect(gentle.events.map((event) => event.data.recipients)).toEqual([['holder'], ['holder']])
  })

  it('armed in the past is late at once', () => {
    const late = arm({ ...argumentsOf(owed(elapsed(60))), armedAt: START }, at('16 10:10'), clocks)
    expect(told(late.events).map(([type]) => type)).toEqual(['armed', 'warned', 'broken'])
  })
})

describe('keeping', () => {
  it('in time keeps, late only fulfils, at the due is late', () => {
    expect(keep(owed(elapsed(60)), at('16 09:30'), clocks).obligation).toMatchObject({
      state: 'kept',
      keptAt: at('16 09:30'),
      nextAt: null,
    })
    const late = keep(owed(elapsed(60)), at('16 10:00'), clocks)
    expect(late.obligation).toMatchObject({
      state: 'broken',
      brokenAt: at('16 10:00'),
      fulfilledAt: at('16 10:00'),
      keptAt: null,
      nextAt: null,
    })
    expect(told(late.events).map(([type]) => type)).toEqual(['warned', 'broken', 'fulfilled'])
  })

  it('twice is once', () => {
    const kept = keep(owed(elapsed(60)), at('16 09:30'), clocks).obligation
    expect(keep(kept, at('16 09:40'), clocks).events).toEqual([])
    const fulfilled = fulfil(sweep(owed(elapsed(60)), at('16 10:00'), clocks).obligation, at('16 10:05'), clocks).obligation
    expect(fulfil(fulfilled, at('16 10:06'), clocks).events).toEqual([])
  })

  it('by words spoken in time and entered after the break undoes the break', () => {
    const broken = sweep(owed(elapsed(60)), at('16 10:05'), clocks).obligation
    const { obligation, events } = keep(broken, at('16 09:50'), clocks, at('16 10:05'))
    expect(obligation).toMatchObject({ state: 'kept', keptAt: at('16 09:50'), brokenAt: null, nextAt: null })
    expect(events[0]?.data).toMatchObject({ correctedBreakAt: at('16 10:00') })
  })

  it('by what was done before it was armed changes nothing', () => {
    expect(keep(owed(elapsed(60)), at('16 08:59'), clocks).events).toEqual([])
  })
})

describe('calling off', () => {
  it('cancels what is pending; what broke stays broken and climbs no further', () => {
    expect(cancel(owed(elapsed(60)), at('16 09:10'), 'merged', clocks).obligation).toMatchObject({
      state: 'cancelled',
      cancelWhy: 'merged',
      nextAt: null,
    })
    const late = cancel(owed(elapsed(60)), at('16 10:10'), 'closed', clocks)
    expect(late.obligation).toMatchObject({ state: 'broken', cancelledAt: at('16 10:10'), nextAt: null })
    expect(cancel(late.obligation, at('16 10:20'), 'closed', clocks).events).toEqual([])
  })
})

describe('pausing', () => {
  it('takes away the due and gives the remainder; resuming gives both back', () => {
    const paused = pause(owed(elapsed(60)), at('16 09:20'), 'waiting_on_customer', clocks).obligation
    expect(paused).toMatchObject({ dueAt: null, warnAts: [], remainingMs: 40 * MINUTE, nextAt: null })
    expect(sweep(paused, at('20 09:00'), clocks).events).toEqual([])
    expect(resume(paused, at('16 12:00'), clocks).obligation).toMatchObject({
      dueAt: at('16 12:40'),
      warnAts: [at('16 12:25')],
      remainingMs: null,
    })
  })

  it('for two reasons lasts until both are over', () => {
    const once = pause(owed(elapsed(60)), at('16 09:20'), 'waiting', clocks).obligation
    const twice = pause(once, at('16 09:30'), 'resolved', clocks).obligation
    const half = resume(twice, at('16 09:40'), clocks, 'waiting').obligation
    expect(half.dueAt).toBeNull()
    expect(resume(half, at('16 10:00'), clocks, 'resolved').obligation.dueAt).toBe(at('16 10:40'))
    expect(pause(once, at('16 09:30'), 'waiting', clocks).events).toEqual([])
  })

  it('does not warn twice', () => {
    const warned = sweep(owed(elapsed(60)), at('16 09:50'), clocks).obligation
    const resumed = resume(pause(warned, at('16 09:50'), 'w', clocks).obligation, at('16 10:50'), clocks).obligation
    expect(told(sweep(resumed, at('16 11:00'), clocks).events)).toEqual([['broken', at('16 11:00')]])
  })

  it('keeps a broken one from climbing meanwhile', () => {
    const broken = sweep(owed(elapsed(60)), at('16 10:00'), clocks).obligation
    const paused = pause(broken, at('16 10:10'), 'w', clocks).obligation
    expect(paused).toMatchObject({ dueAt: at('16 10:00'), nextAt: null })
    expect(resume(paused, at('16 11:10'), clocks).obligation.nextAt).toBe(at('16 11:30'))
  })
})

describe('a new triage', () => {
  it('corrected: counts from the original arming; what is late then breaks at its due and climbs', () => {
    const { obligation, events } = retarget(
      owed(elapsed(480)),
      { target: elapsed(60), severity: 'S1' },
      at('16 10:40'),
      're-triaged',
      clocks,
    )
    expect(obligation).toMatchObject({ state: 'broken', brokenAt: at('16 10:00'), severity: 'S1' })
    expect(told(events)).toEqual([
      ['rescheduled', at('16 10:40')],
      ['broken', at('16 10:00')],
      ['climbed', at('16 10:30')],
    ])
    expect(events[1]?.data).toMatchObject({ why: 're-triaged' })
  })

  it('corrected: in time it goes on with its new due and warns anew; what was broken stays broken', () => {
    const longer = retarget(owed(elapsed(60)), { target: elapsed(240), severity: 'S3' }, at('16 09:50'), 're-triaged', clocks)
    expect(longer.obligation).toMatchObject({ dueAt: at('16 13:00'), nextAt: at('16 12:00'), warned: 0 })
    const broken = sweep(owed(elapsed(60)), at('16 10:00'), clocks).obligation
    expect(retarget(broken, { target: elapsed(240), severity: 'S3' }, at('16 10:05'), 're-triaged', clocks).obligation).toMatchObject({
      state: 'broken',
      severity: 'S3',
    })
  })

  it('corrected, and due as before: what has warned warns no second time', () => {
    const warned = sweep(owed(elapsed(60)), at('16 09:50'), clocks).obligation
    expect(warned.warned).toBe(1)
    const same = retarget(warned, { target: elapsed(60), severity: warned.severity }, at('16 09:55'), 're-triaged', clocks)
    expect(same.events).toEqual([])
    expect(same.obligation).toMatchObject({ warned: 1, dueAt: at('16 10:00'), nextAt: at('16 10:00') })
    const graver = retarget(warned, { target: elapsed(60), severity: 'S1' }, at('16 09:55'), 're-triaged', clocks)
    expect(told(graver.events)).toEqual([['rescheduled', at('16 09:55')]])
  })

  it('worsened: a shorter one is armed now, a longer one leaves the due alone', () => {
    const worse = worsen(owed(elapsed(480)), { target: elapsed(60), severity: 'S1' }, at('16 10:40'), 'worsened', clocks)
    expect(worse.obligation).toMatchObject({ state: 'pending', armedAt: at('16 10:40'), dueAt: at('16 11:40') })
    const same = worsen(owed(elapsed(60)), { target: elapsed(55), severity: 'S1' }, at('16 09:30'), 'worsened', clocks)
    expect(same.obligation).toMatchObject({ dueAt: at('16 10:00'), severity: 'S1' })
  })
})

describe('moving a due', () => {
  it('a promise makes it earlier, never later', () => {
    const promised = hasten(owed(working(480)), at('16 11:00'), START, 'promised', clocks)
    expect(promised.obligation).toMatchObject({ dueAt: at('16 11:00'), warnAts: [at('16 10:30')] })
    expect(hasten(promised.obligation, at('16 12:00'), START, 'promised', clocks).events).toEqual([])
  })

  it('a calendar edit recounts what is due after the first changed day and nothing else', () => {
    const later = reschedule(owed(workingDays(3)), 2, at('17 09:00'), clocks)
    expect(later.obligation).toMatchObject({ dueAt: at('20 18:00'), target: { calendarVersion: 2 } })
    expect(told(later.events)).toEqual([['rescheduled', at('17 09:00')]])
    expect(reschedule(owed(workingDays(1)), 2, at('17 09:00'), clocks)).toMatchObject({ obligation: { dueAt: at('17 18:00') }, events: [] })
    const broken = sweep(owed(working(60)), at('16 10:00'), clocks).obligation
    expect(reschedule(broken, 2, at('16 10:01'), clocks).events).toEqual([])
  })

  it('a calendar edit makes earlier what a working day more leaves less time for, with its warnings', () => {
    const onTwo = owed({ ...workingDays(3), calendarVersion: 2 })
    const onOne = owed(workingDays(3))
    expect([onTwo.dueAt, onOne.dueAt]).toEqual([at('20 18:00'), at('19 18:00')])
    const { obligation, events } = reschedule(onTwo, 1, at('17 09:00'), clocks)
    expect(obligation).toMatchObject({ state: 'pending', dueAt: onOne.dueAt, warnAts: onOne.warnAts, nextAt: onOne.nextAt, warned: 0 })
    expect(told(events)).toEqual([['rescheduled', at('17 09:00')]])
    expect(events[0]?.data).toMatchObject({ why: 'calendar-changed', wasDueAt: at('20 18:00') })
    expect(told(sweep(obligation, at('19 18:00'), clocks).events)).toEqual([
      ...onOne.warnAts.map((warnAt) => ['warned', warnAt]),
      ['broken', at('19 18:00')],
    ])
  })

  it('a calendar edit warns nobody twice and makes nobody late', () => {
    const warned = sweep(owed(workingDays(3)), at('19 17:30'), clocks).obligation
    expect(warned.warned).toBe(2)
    expect(reschedule(warned, 2, at('19 17:30'), clocks).obligation).toMatchObject({
      dueAt: at('20 18:00'),
      warned: 2,
      nextAt: at('20 18:00'),
    })
    const onTwo = owed({ ...workingDays(3), calendarVersion: 2 })
    expect(onTwo.dueAt).toBe(at('20 18:00'))
    expect(reschedule(sweep(onTwo, at('20 09:00'), clocks).obligation, 1, at('20 09:00'), clocks)).toMatchObject({
      obligation: { dueAt: at('20 18:00'), target: { calendarVersion: 2 } },
      events: [],
    })
  })
})

describe('owed again', () => {
  const resolved = keep(owed(elapsed(240)), at('16 12:30'), clocks).obligation

  it('is pending with the time it stood met left out, and at least a quarter of its target left', () => {
    const { obligation, events } = revive(resolved, at('16 15:00'), 'reopened', clocks)
    expect(obligation).toMatchObject({ state: 'pending', keptAt: null, dueAt: at('16 16:00') })
    expect(told(events)).toEqual([['resumed', at('16 15:00')]])
    const early = keep(owed(elapsed(240)), at('16 10:00'), clocks).obligation
    expect(revive(early, at('16 15:00'), 'reopened', clocks).obligation.dueAt).toBe(at('16 18:00'))
  })

  it('keeps what it was given when it is paused afterwards', () => {
    const again = revive(resolved, at('16 15:00'), 'reopened', clocks).obligation
    const paused = pause(again, at('16 15:20'), 'w', clocks).obligation
    expect(paused.remainingMs).toBe(40 * MINUTE)
  })

  it('in working days has at least one left', () => {
    const met = keep(owed(workingDays(3)), at('19 17:00'), clocks).obligation
    expect(revive(met, at('20 10:00'), 'reopened', clocks).obligation.dueAt).toBe(at('23 18:00'))
  })

  it('if broken stays broken, open again, and climbs again when it had not', () => {
    const late = keep(owed(elapsed(60)), at('16 10:20'), clocks).obligation
    const { obligation } = revive(late, at('16 15:00'), 'reopened', clocks)
    expect(obligation).toMatchObject({ state: 'broken', fulfilledAt: null, nextAt: at('16 15:10') })
  })

  it('leaves alone what is open or cancelled', () => {
    expect(revive(owed(elapsed(60)), at('16 09:30'), 'reopened', clocks).events).toEqual([])
    expect(revive(cancel(owed(elapsed(60)), at('16 09:10'), 'x', clocks).obligation, at('16 09:30'), 'reopened', clocks).events).toEqual([])
  })
})

describe('another holder', () => {
  it('carries it on; the clock runs on', () => {
    const { obligation, events } = transfer(owed(elapsed(60)), { holderId: 'wang' }, at('16 09:10'), clocks)
    expect(obligation).toMatchObject({ holderId: 'wang', holderDuty: 'owner', dueAt: at('16 10:00') })
    expect(events[0]?.data).toMatchObject({ fromHolderId: 'li', holderId: 'wang' })
    expect(transfer(obligation, { holderId: 'wang' }, at('16 09:20'), clocks).events).toEqual([])
  })
})

function argumentsOf({ id, kind, subject, accountId, holderDuty, holderId, owedTo, armedAt, target, why }: Obligation): Arming {
  return { id, kind, subject, accountId, holderDuty, holderId, owedTo, armedAt, target, why }
}
