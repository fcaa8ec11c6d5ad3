import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accepted, anOffer, arbitraryTicket, defect, li, NOW, refusal, standing } from '../../../test/tickets/a-ticket.ts'
import { READY, RULES, type Rule } from '../../../test/tickets/every-command.ts'
import { nextSteps } from './abilities.ts'
import { COMMANDS, type Command, commandTable } from './command-table.ts'
import { confirm } from './confirm.ts'
import { STATUSES, type Status } from './vocabulary.ts'

const confirmation = {
  id: 'c1',
  byKind: 'contact',
  byId: 'min',
  resolution: 5,
  service: null,
  comment: null,
  asked: true,
  spoken: true,
} as const

const cells = Object.entries(RULES).flatMap(([command, rule]) =>
  STATUSES.map((status): [Command, Status, Rule] => [command as Command, status, rule]),
)

describe('every status and command', () => {
  test.each(cells)('%s in %s is what the table says', (command, status, rule) => {
    const cell = commandTable[command][status]
    const decision = rule(standing(status, READY[command]), NOW)
    if (typeof cell === 'object' && 'no' in cell) return expect(refusal(decision)).toBe(cell.no)
    expect(refusal(decision)).toBeNull()
    expect(accepted(decision).ticket.status).toBe(cell === 'stay' ? status : cell.to)
  })

  test('every command has its rule', () => {
    expect(COMMANDS.filter((command) => RULES[command] === undefined)).toEqual([])
  })
})

describe('whatever else stands on the ticket', () => {
  const anyCommand = fc.constantFrom(...(Object.keys(RULES) as Command[]))

  test('no rule allows what the table refuses, and none leads elsewhere than the table says', () => {
    fc.assert(
      fc.property(arbitraryTicket, anyCommand, (ticket, command) => {
        const cell = commandTable[command][ticket.status]
        const decision = RULES[command]!(ticket, NOW)
        if (typeof cell === 'object' && 'no' in cell) {
          expect(refusal(decision)).toBe(cell.no)
          return
        }
        if (!decision.accepted) return
        const { status } = decision.state.ticket
        const led = cell === 'stay' ? ticket.status : cell.to
        // A confirmed ticket that owes its report stays resolved until it is sent, and closes then.
        const reportHolds = command === 'confirm' && ticket.reportOwed && status === 'resolved'
        const reportCloses = command === 'send_root_cause_report' && ticket.confirmedAt !== null && status === 'closed'
        expect(status === led || reportHolds || reportCloses || (command === 'confirm' && ticket.confirmedAt !== null)).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('owner and liaison are never nobody, time never runs back, and who waits is named', () => {
    fc.assert(
      fc.property(arbitraryTicket, anyCommand, (ticket, command) => {
        const decision = RULES[command]!(ticket, NOW)
        if (!decision.accepted) return
        const after = decision.state.ticket
        expect([after.ownerId, after.liaisonId].every((id) => typeof id === 'string' && id !== '')).toBe(true)
        expect(after.updatedAt).toBeGreaterThanOrEqual(ticket.updatedAt)
        expect(after.status.startsWith('waiting') === (after.wait !== null)).toBe(true)
        expect(after.status === 'closed' && after.offers.length > 0).toBe(false)
        if (after.status === 'closed' && ticket.status !== 'closed') expect(after.closedAs).not.toBeNull()
      }),
      { numRuns: 600 },
    )
  })

  test('the steps offered on the screen are ones the table allows', () => {
    fc.assert(
      fc.property(arbitraryTicket, fc.boolean(), (ticket, leads) => {
        for (const { command } of nextSteps(ticket, defect, { id: li, leads })) {
          const cell = commandTable[command][ticket.status]
          expect(typeof cell === 'string' || 'to' in cell).toBe(true)
        }
      }),
    )
  })
})

test('closing ends what is still offered, without a bounce', () => {
  const offered = standing('resolved', { offers: [anOffer()] })
  const { ticket, added, told } = accepted(confirm(offered, confirmation, NOW))
  expect(ticket).toMatchObject({ status: 'closed', offers: [], bounceCount: 0 })
  expect(added).toContainEqual(expect.objectContaining({ as: 'hand-off-decided', state: 'ended', bounce: false }))
  expect(added).toContainEqual(expect.objectContaining({ as: 'timer-cancelled', kind: 'hand-off-expiry' }))
  expect(told).toEqual(['confirmed', 'hand-off-ended', 'closed'])
})
