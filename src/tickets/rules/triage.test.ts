import { describe, expect, test } from 'vitest'
import { accepted, aTicket, li, minutes, NOW, opened, refusal, word } from '../../../test/tickets/a-ticket.ts'
import type { Ticket } from './ticket.ts'
import { type Triage, triage } from './triage.ts'

const given = (more: Partial<Triage> = {}): Triage => ({
  ...{
    id: 'tr1',
    impact: 'department',
    urgency: 'workaround',
    flags: null,
    severity: null,
    because: null,
    reason: null,
    suspectedSide: null,
    word,
  },
  ...more,
})
const untriaged = (patch: Partial<Ticket> = {}) => ({ ...opened().ticket, ...patch })
const by = (ticket: Ticket, more: Partial<Triage> = {}) => triage(ticket, given(more), li, NOW)

describe('the first triage', () => {
  test('takes what the matrix says, keeps the first value and needs no reason', () => {
    const { ticket, added, events } = accepted(by(untriaged(), { impact: 'company', urgency: 'stopped', because: 'worsened' }))
    expect(ticket).toMatchObject({
      severity: 'S1',
      severityProposed: 'S1',
      severityFirst: 'S1',
      triagedAt: NOW,
      report: { impact: 'company', urgency: 'stopped' },
    })
    expect(added).toMatchObject([{ as: 'triage', because: 'first', severity: 'S1' }])
    expect(events[0]).toMatchObject({ type: 'ticket.triaged', data: { because: 'first', was: 'S3', lowersClaim: false } })
  })

  test('a person decides: graver than the matrix at will, slighter with a reason', () => {
    expect(accepted(by(untriaged(), { severity: 'S1' })).ticket.severity).toBe('S1')
    expect(refusal(by(untriaged({ severityClaimed: null }), { severity: 'S4' }))).toBe('lower-severity-needs-reason')
    expect(accepted(by(untriaged({ severityClaimed: null }), { severity: 'S4', reason: '只影响一个报表' })).ticket.severity).toBe('S4')
  })

  test('below the customer’s claim needs a reason, which they are told', () => {
    const claimed = untriaged({ severityClaimed: 'S1' })
    expect(refusal(by(claimed))).toBe('lower-claim-needs-reason')
    const [event] = accepted(by(claimed, { reason: '有替代办法' })).events
    expect(event).toMatchObject({ audience: 'customer', data: { lowersClaim: true, reason: '有替代办法' } })
  })

  test('flags confirmed by us raise it; flags not mentioned stay as they were', () => {
    expect(accepted(by(untriaged(), { flags: ['money'] })).ticket).toMatchObject({ severity: 'S2', flags: ['money'] })
    expect(accepted(by(untriaged({ flags: ['security'] }))).ticket).toMatchObject({ severity: 'S2', flags: ['security'] })
  })
})

describe('a later triage', () => {
  const triaged = aTicket({ severity: 'S2', severityFirst: 'S2', severityClaimed: 'S2' })

  test('says whether it was wrong or has become worse', () => {
    expect(refusal(by(triaged, { severity: 'S1' }))).toBe('triage-because-needed')
  })

  test('worsened never lowers', () => {
    expect(refusal(by(triaged, { because: 'worsened', reason: '好些了' }))).toBe('worsened-cannot-lower')
    expect(accepted(by(triaged, { because: 'worsened', impact: 'many', urgency: 'stopped' })).ticket).toMatchObject({
      severity: 'S1',
      severityFirst: 'S2',
    })
  })

  test('corrected below the claim tells them why as well', () => {
    expect(refusal(by(triaged, { because: 'corrected' }))).toBe('lower-claim-needs-reason')
    expect(accepted(by(triaged, { because: 'corrected', reason: '误报' })).events[0]).toMatchObject({ data: { lowersClaim: true } })
  })

  test('what stays below the claim is not lowered again, so nobody is asked for a reason twice', () => {
    const low = aTicket({ severity: 'S3', severityClaimed: 'S1' })
    expect(accepted(by(low, { because: 'corrected', suspectedSide: 'customer' })).events[0]).toMatchObject({ data: { lowersClaim: false } })
  })

  test.each([{ restoredAt: minutes(30) }, { status: 'resolved', resolvedAt: minutes(30) }] as const)(
    'is never lowered once it is over (%o)',
    (over) => {
      expect(refusal(by({ ...triaged, ...over }, { because: 'corrected', reason: '误报' }))).toBe('lowering-after-restoration')
      expect(refusal(by({ ...triaged, ...over }, { because: 'worsened', impact: 'many', urgency: 'stopped' }))).toBeNull()
    },
  )
})

test('a change of the suspected side is on the timeline with what it was; saying it again is not', () => {
  expect(accepted(by(untriaged(), { suspectedSide: 'customer' })).told).toEqual(['triaged', 'side-suspected'])
  expect(accepted(by(untriaged({ suspectedSide: 'customer' }), { suspectedSide: 'customer' })).told).toEqual(['triaged'])
})
