import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minutes } from '../../../test/tickets/a-ticket.ts'
import { story } from '../../../test/tickets/as-people-do.ts'
import { answeredAs, higher, isGrave, proposeSeverity, rank } from './severity.ts'
import { FLAGS, IMPACTS, type Impact, SEVERITIES, type Severity, URGENCIES } from './vocabulary.ts'

const flags = fc.uniqueArray(fc.constantFrom(...FLAGS))
const impact = fc.constantFrom(...IMPACTS)
const urgency = fc.constantFrom(...URGENCIES)

// Columns: stopped, degraded, workaround, none.
const CHAPTER_1: Readonly<Record<Impact, readonly Severity[]>> = {
  many: ['S1', 'S1', 'S2', 'S3'],
  company: ['S1', 'S2', 'S3', 'S4'],
  department: ['S2', 'S2', 'S3', 'S4'],
  person: ['S3', 'S3', 'S4', 'S4'],
}

describe('the matrix', () => {
  test.each(IMPACTS.flatMap((row) => URGENCIES.map((column, i) => [row, column, CHAPTER_1[row][i]] as const)))(
    '%s and %s come to %s',
    (row, column, severity) => {
      expect(proposeSeverity(row, column, [])).toBe(severity)
    },
  )

  test.each([
    ['S3 by person and stopped', 'person', 'stopped', ['data_loss'], 'S2'],
    ['S4 by person and none: one higher, and at least S2', 'person', 'none', ['security'], 'S2'],
    ['S2 by department and degraded', 'department', 'degraded', ['personal_data'], 'S1'],
    ['S1 stays S1', 'many', 'stopped', ['money'], 'S1'],
    ['several flags raise once', 'company', 'workaround', ['money', 'security'], 'S2'],
    ['vip raises no severity', 'company', 'workaround', ['vip'], 'S3'],
    ['vip beside a grave flag changes nothing', 'person', 'none', ['vip', 'money'], 'S2'],
  ] as const)('%s', (_name, row, column, raised, severity) => {
    expect(proposeSeverity(row, column, raised)).toBe(severity)
  })

  test('a flag never makes it slighter, and with one that is not vip it is always grave', () => {
    fc.assert(
      fc.property(impact, urgency, flags, (row, column, raised) => {
        const severity = proposeSeverity(row, column, raised)
        expect(rank(severity)).toBeLessThanOrEqual(rank(proposeSeverity(row, column, [])))
        if (raised.some((flag) => flag !== 'vip')) expect(isGrave(severity)).toBe(true)
      }),
    )
  })

  test('more people hurt, or hurt worse, is never slighter', () => {
    for (const raised of [[], ['money']] as const)
      for (const [i, row] of IMPACTS.entries())
        for (const [j, column] of URGENCIES.entries()) {
          const severity = rank(proposeSeverity(row, column, raised))
          if (i > 0) expect(severity).toBeGreaterThanOrEqual(rank(proposeSeverity(IMPACTS[i - 1]!, column, raised)))
          if (j > 0) expect(severity).toBeGreaterThanOrEqual(rank(proposeSeverity(row, URGENCIES[j - 1]!, raised)))
        }
  })

  test('of two the graver', () => {
    for (const a of SEVERITIES) for (const b of SEVERITIES) expect(higher(a, b)).toBe([a, b].toSorted()[0])
  })
})

describe('a VIP', () => {
  test.each([
    ['acknowledge', 'S2'],
    ['first_response', 'S2'],
    ['answer', 'S2'],
    ['next_update', 'S3'],
    ['restore', 'S3'],
  ])('of S3: %s is that of %s', (kind, severity) => {
    expect(answeredAs({ severity: 'S3', flags: ['vip'] }, kind)).toBe(severity)
    expect(answeredAs({ severity: 'S3', flags: [] }, kind)).toBe('S3')
  })

  test('has no more than the gravest', () => expect(answeredAs({ severity: 'S1', flags: ['vip'] }, 'answer')).toBe('S1'))

  test('is answered faster, and the severity stays', () => {
    const vip = story({ confirmedFlags: ['vip'] })
    expect(vip.ticket.severity).toBe(story().ticket.severity)
    // S2 on the alarm hours: from 09:00, half an hour and not two hours.
    expect(vip.one('first_response').dueAt).toBe(minutes(30))
    expect(vip.one('acknowledge').dueAt).toBe(minutes(15))
    expect(vip.one('resolve').dueAt).toBe(story().one('resolve').dueAt)
    expect(vip.one('first_response').severity).toBe('S3')
  })
})
