import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, parseInstant } from '#kernel/instant'
import { type OnDutyFacts, onDutyAt } from './on-duty.ts'

const AT = parseInstant('2026-11-23T02:00:00Z')
const NINE_TO_SIX = [[540, 1080]] as const
const facts = (more: Partial<OnDutyFacts> = {}): OnDutyFacts => ({
  ...{ rostered: false, rosterEmpty: true, hours: NINE_TO_SIX, localMinute: 600, awayFrom: null, awayUntil: null },
  ...more,
})
const AWAY = { awayFrom: instant(AT - 1), awayUntil: instant(AT + 1) }

describe('on duty', () => {
  test.each<[string, Partial<OnDutyFacts>, boolean, string]>([
    ['on the roster, at any hour', { rostered: true, rosterEmpty: false, localMinute: 0 }, true, 'on-the-roster'],
    ['on the roster, though an absence was entered', { rostered: true, rosterEmpty: false, ...AWAY }, true, 'on-the-roster'],
    ['others are on the roster', { rosterEmpty: false }, false, 'not-on-the-roster'],
    ['nobody is, within personal hours', {}, true, 'in-personal-hours'],
    ['nobody is, one minute early', { localMinute: 539 }, false, 'outside-personal-hours'],
    ['nobody is, the first minute', { localMinute: 540 }, true, 'in-personal-hours'],
    ['nobody is, the end is already outside', { localMinute: 1080 }, false, 'outside-personal-hours'],
    ['nobody is, away', AWAY, false, 'away'],
    ['nobody is, away until this very instant', { awayFrom: instant(AT - 5), awayUntil: AT }, true, 'in-personal-hours'],
    ['nobody is, away from this very instant', { awayFrom: AT, awayUntil: instant(AT + 5) }, false, 'away'],
    ['no hours at all', { hours: [] }, false, 'outside-personal-hours'],
    ['Sunday night reaches into Monday', { hours: [[6 * 1440 + 1320, 7 * 1440 + 360]], localMinute: 359 }, true, 'in-personal-hours'],
  ])('%s', (_, more, onDuty, why) => {
    expect(onDutyAt(facts(more), AT)).toEqual({ onDuty, why })
  })

  test('a roster decides alone: with somebody on it, hours and absences change nothing', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 10_079 }), fc.boolean(), (rostered, localMinute, away) => {
        const answer = onDutyAt(facts({ rostered, rosterEmpty: false, localMinute, ...(away ? AWAY : {}) }), AT)
        expect(answer.onDuty).toBe(rostered)
      }),
    )
  })
})
