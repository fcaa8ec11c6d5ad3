import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutes, NOW } from '../../../test/tickets/a-ticket.ts'
import { type BandFacts, bandOf } from './band.ts'
import { BANDS, STATUSES } from './vocabulary.ts'

const TODAY = minutes(-600)
const facts = (more: Partial<BandFacts> = {}): BandFacts => ({
  status: 'open',
  ownerAcknowledgedAt: minutes(0),
  riskAt: null,
  resolvedAt: null,
  ...more,
})

test.each<[string, Partial<BandFacts>, ReturnType<typeof bandOf>]>([
  ['accepted and on track', {}, 'moving'],
  ['nobody has accepted', { ownerAcknowledgedAt: null }, 'nobody_accepted'],
  ['nobody has accepted, and it is late: still that first', { ownerAcknowledgedAt: null, riskAt: minutes(1) }, 'nobody_accepted'],
  ['at risk from this instant on', { riskAt: NOW }, 'at_risk'],
  ['at risk a moment from now', { riskAt: minutes(61) }, 'moving'],
  ['waiting on the customer', { status: 'waiting_on_customer' }, 'waiting'],
  ['waiting on them, the nudge late', { status: 'waiting_on_customer', riskAt: minutes(1) }, 'at_risk'],
  ['waiting on them needs nobody’s acceptance', { status: 'waiting_on_customer', ownerAcknowledgedAt: null }, 'waiting'],
  ['waiting on a third party is ours to move', { status: 'waiting_on_third_party' }, 'moving'],
  ['resolved today', { status: 'resolved', resolvedAt: minutes(0) }, 'resolved_today'],
  ['closed, resolved today', { status: 'closed', resolvedAt: TODAY }, 'resolved_today'],
  ['resolved before today', { status: 'resolved', resolvedAt: minutes(-601) }, null],
  ['closed unresolved', { status: 'closed' }, null],
])('%s', (_name, more, band) => {
  expect(bandOf(facts(more), NOW, TODAY)).toBe(band)
})

test('every ticket that is not over stands in exactly one band', () => {
  const maybe = fc.option(fc.integer({ min: -900, max: 900 }).map(minutes), { nil: null })
  fc.assert(
    fc.property(
      fc.record({ status: fc.constantFrom(...STATUSES), ownerAcknowledgedAt: maybe, riskAt: maybe, resolvedAt: maybe }),
      (one) => {
        const band = bandOf(one, NOW, TODAY)
        if (one.status !== 'resolved' && one.status !== 'closed') expect(BANDS).toContain(band)
      },
    ),
  )
})
