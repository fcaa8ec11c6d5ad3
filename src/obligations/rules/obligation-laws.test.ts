import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, type Instant, MINUTE } from '#kernel/instant'
import { clocks, elapsed, owed, START, working, workingDays } from '../../../test/obligations/owed.ts'
import { cancel } from './cancel-obligation.ts'
import { keep } from './keep-obligation.ts'
import type { ObligationEvent } from './obligation.ts'
import { pause, resume } from './pause-obligation.ts'
import { hasten } from './retarget-obligation.ts'
import { revive } from './revive-obligation.ts'
import { sweep } from './sweep-obligation.ts'

describe('the laws of the sweep', () => {
  const target = fc.oneof(
    fc.integer({ min: 1, max: 600 }).map(elapsed),
    fc.integer({ min: 1, max: 1200 }).map(working),
    fc.integer({ min: 1, max: 4 }).map(workingDays),
    fc.integer({ min: 1, max: 90 }).map((minutes) => ({ ...elapsed(minutes), cadence: true })),
  )
  const severity = fc.constantFrom('S1', 'S2', 'S3', 'S4')
  const chops = fc.array(fc.integer({ min: 0, max: 6 * 24 * 60 }), { maxLength: 12 })

  it('however time is chopped, the same happens, once, in order, at the same instants', () => {
    fc.assert(
      fc.property(target, severity, chops, (owedTarget, level, marks) => {
        const end = (START + 6 * 24 * HOUR) as Instant
        const start = owed(owedTarget, { severity: level })
        const whole = sweep(start, end, clocks)
        let current = start
        const events: ObligationEvent[] = []
        for (const mark of [...marks.toSorted((a, b) => a - b).map((minute) => START + minute * MINUTE), end]) {
          const portion = sweep(current, mark as Instant, clocks)
          current = portion.obligation
          events.push(...portion.events)
        }
        expect(current).toEqual(whole.obligation)
        expect(events).toEqual(whole.events)
        expect(events.map((event) => event.at)).toEqual(events.map((event) => event.at).toSorted((a, b) => a - b))
        expect(events.filter((event) => event.type === 'obligation.broken').length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('whatever people do, a break is recorded at the due, and nothing is left waiting in the past', () => {
    const act = fc.record({
      what: fc.constantFrom('sweep', 'keep', 'pause', 'resume', 'cancel', 'revive', 'hasten'),
      after: fc.integer({ min: 1, max: 400 }),
    })
    fc.assert(
      fc.property(target, fc.array(act, { maxLength: 10 }), (owedTarget, acts) => {
        let current = owed(owedTarget)
        let now: Instant = START
        for (const { what, after } of acts) {
          now = (now + after * MINUTE) as Instant
          const change = {
            sweep: () => sweep(current, now, clocks),
            keep: () => keep(current, now, clocks),
            pause: () => pause(current, now, 'w', clocks),
            resume: () => resume(current, now, clocks),
            cancel: () => cancel(current, now, 'x', clocks),
            revive: () => revive(sweep(current, now, clocks).obligation, now, 'reopened', clocks),
            hasten: () => hasten(current, (now + HOUR) as Instant, now, 'promised', clocks),
          }[what]!()
          if (current.state === 'broken') expect(change.obligation.state).toBe('broken')
          current = change.obligation
          if (current.brokenAt !== null) expect(current.brokenAt).toBe(current.dueAt)
          if (current.nextAt !== null) expect(current.nextAt).toBeGreaterThan(now)
        }
      }),
    )
  })
})
