import { describe, expect, test } from 'vitest'
import { accepted, aTicket, chen, li, minutes, NOW, refusal, silence, word } from '../../../test/tickets/a-ticket.ts'
import { edit } from './edit.ts'
import { askLowering, decideLowering, type Lowered, type Lowering } from './lowering.ts'
import { restore } from './restore.ts'
import type { Ticket } from './ticket.ts'

const restored = (patch: Partial<Ticket> = {}) =>
  aTicket({
    ...{
      severity: 'S2',
      restoredAt: minutes(40),
      firstRestoredAt: minutes(40),
      restorationId: 's1',
      causeClass: 'implementation',
      resolutionId: 'r1',
    },
    ...patch,
  })
const asks = (ticket: Ticket, wanted: Lowered) => askLowering(ticket, { id: 'l1', reason: '范围比当初以为的小', wanted }, li, NOW)
const asked = (wanted: Lowered): Lowering => ({ id: 'l1', askedBy: li, reason: '范围比当初以为的小', wanted })
const decides = (
  wanted: Lowered,
  { agreed = true, by = chen, functions = ['qa'], reason = null as string | null, ticket = restored({ loweringId: 'l1' }) } = {},
) =>
  decideLowering(
    ticket,
    asked(wanted),
    { agreed, reason, word, owesReport: false, silence },
    { id: by, functions, askersFunctions: ['frontline'] },
    NOW,
  )

describe('asked for after restoration', () => {
  test.each<[string, Lowered]>([
    ['a lower severity', { severity: 'S3' }],
    ['a later start', { occurredAt: minutes(10) }],
    ['an earlier restoration', { restoredAt: minutes(20) }],
    ['a cause that is no longer ours', { causeClass: 'usage' }],
  ])('%s changes nothing before it is signed', (_name, wanted) => {
    const before = restored()
    const done = accepted(asks(before, wanted))
    expect(done.ticket).toEqual({ ...before, loweringId: 'l1', updatedAt: NOW })
    expect(done.added).toMatchObject([{ as: 'lowering', wanted, was: expect.anything() }])
  })

  test.each<[string, Lowered]>([
    ['nothing', {}],
    ['a higher severity', { severity: 'S1' }],
    ['the same severity', { severity: 'S2' }],
    ['an earlier start', { occurredAt: minutes(-10) }],
    ['a later restoration', { restoredAt: minutes(50) }],
    ['another cause of ours', { causeClass: 'design' }],
  ])('%s is no lowering', (_name, wanted) => expect(refusal(asks(restored(), wanted))).toBe('not-a-lowering'))

  test.each<[string, Lowered, string | null]>([
    ['a start after the restoration', { occurredAt: minutes(41) }, 'lowering-ends-before-start'],
    ['a start at the restoration', { occurredAt: minutes(40) }, null],
    ['a restoration before the start', { restoredAt: minutes(29) }, 'lowering-ends-before-start'],
    ['a start after the restoration asked for with it', { occurredAt: minutes(35), restoredAt: minutes(34) }, 'lowering-ends-before-start'],
    ['a restoration after the start asked for with it', { occurredAt: minutes(34), restoredAt: minutes(35) }, null],
  ])('%s is refused where the interval would end before it began', (_name, wanted, code) => {
    const report = { ...aTicket().report, occurredAt: minutes(30) }
    expect(refusal(asks(restored({ report }), wanted))).toBe(code)
    // Asked while it could hold, signed when it no longer does: refused then.
    expect(refusal(decides(wanted, { ticket: restored({ report, loweringId: 'l1' }) }))).toBe(code)
  })

  test('a severity alone is lowered whatever the instants say', () => {
    const report = { ...aTicket().report, occurredAt: minutes(50) }
    expect(refusal(asks(restored({ report }), { severity: 'S3' }))).toBeNull()
  })

  test('one at a time, and only after it worked again once', () => {
    expect(refusal(asks(restored({ loweringId: 'l0' }), { severity: 'S3' }))).toBe('lowering-open')
    expect(refusal(asks(aTicket({ severity: 'S2' }), { severity: 'S3' }))).toBe('lowering-before-restoration')
    expect(refusal(asks(restored({ restoredAt: null }), { severity: 'S3' }))).toBeNull()
  })
})

describe('a second person', () => {
  test('of another function signs, and it holds: a correction, with the first values on record', () => {
    const done = accepted(decides({ severity: 'S3', occurredAt: minutes(10), restoredAt: minutes(20), causeClass: 'usage' }))
    expect(done.ticket).toMatchObject({
      ...{ severity: 'S3', restoredAt: minutes(20), causeClass: 'usage', loweringId: null },
      firstRestoredAt: minutes(40),
      report: { occurredAt: minutes(10) },
    })
    expect(done.told).toEqual(['lowering-decided', 'triaged', 'lowering-explained'])
    expect(done.added).toMatchObject([
      { as: 'lowering-decided', outcome: 'signed' },
      { as: 'restoration-corrected', id: 's1' },
      { as: 'resolution-corrected', id: 'r1' },
    ])
  })

  test('tells the customer where it falls below their claim', () => {
    const done = accepted(decides({ severity: 'S3' }, { ticket: restored({ loweringId: 'l1', severityClaimed: 'S2' }) }))
    expect(done.ticket.claimLoweredAt).toBe(NOW)
    expect(done.told.at(-1)).toBe('message-posted')
  })

  test('frees it of a report that is no longer owed: confirmed, it closes; with the claim lowered, the customer is asked again', () => {
    const confirmed = { status: 'resolved', resolvedAt: minutes(50), confirmedAt: minutes(55), reportOwed: true, loweringId: 'l1' } as const
    const closes = accepted(decides({ severity: 'S3' }, { ticket: restored(confirmed) }))
    expect(closes.ticket).toMatchObject({ status: 'closed', closedAs: 'confirmed', reportOwed: false })
    const asks = accepted(decides({ severity: 'S3' }, { ticket: restored({ ...confirmed, severityClaimed: 'S2' }) }))
    expect(asks.ticket).toMatchObject({ status: 'resolved', confirmedAt: null, reportOwed: false, claimLoweredAt: NOW })
    expect(asks.added.filter((row) => row.as === 'timer')).toHaveLength(2)
    const open = accepted(decides({ severity: 'S3' }, { ticket: restored({ ...confirmed, confirmedAt: null }) }))
    expect(open.ticket).toMatchObject({ status: 'resolved', reportOwed: false })
  })

  test('is neither who asked nor of their function alone', () => {
    expect(refusal(decides({ severity: 'S3' }, { by: li }))).toBe('lowering-needs-another-function')
    expect(refusal(decides({ severity: 'S3' }, { functions: ['frontline'] }))).toBe('lowering-needs-another-function')
    expect(refusal(decides({ severity: 'S3' }, { functions: ['frontline', 'success'] }))).toBeNull()
  })

  test('refuses with a reason; who asked takes it back without', () => {
    expect(refusal(decides({ severity: 'S3' }, { agreed: false }))).toBe('refusal-needs-reason')
    const refused = accepted(decides({ severity: 'S3' }, { agreed: false, reason: '日志不支持' }))
    expect(refused.ticket).toMatchObject({ severity: 'S2', loweringId: null })
    expect(accepted(decides({ severity: 'S3' }, { agreed: false, by: li })).added).toMatchObject([{ outcome: 'ended' }])
  })

  test('has nothing to sign where nothing is asked', () => {
    expect(refusal(decides({ severity: 'S3' }, { ticket: restored() }))).toBe('no-lowering')
  })
})

test('no other way leads there: an edit of the start, a restoration taken back and given earlier', () => {
  expect(refusal(edit(restored(), { report: { occurredAt: minutes(30) } }, NOW))).toBe('later-start-after-restoration')
  expect(refusal(edit(restored(), { report: { occurredAt: minutes(-30) } }, NOW))).toBeNull()
  const withdrawn = restored({ restoredAt: null, restorationId: null })
  expect(refusal(restore(withdrawn, 's2', '回滚', minutes(39), li, NOW))).toBe('restored-earlier-than-first')
  expect(refusal(restore(withdrawn, 's2', '回滚', minutes(45), li, NOW))).toBeNull()
})
