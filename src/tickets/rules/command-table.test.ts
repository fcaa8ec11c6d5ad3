import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision } from '#kernel/decision'
import type { ContactId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import {
  accepted,
  anOffer,
  arbitraryTicket,
  chen,
  defect,
  li,
  lina,
  line,
  minutes,
  NOW,
  person,
  refusal,
  relay,
  silence,
  standing,
} from '../../../test/tickets/a-ticket.ts'
import { nextSteps } from './abilities.ts'
import { acknowledge } from './acknowledge.ts'
import { addObligation } from './add-obligation.ts'
import { addParticipant } from './add-participant.ts'
import { assignDuty } from './assign-duty.ts'
import { COMMANDS, type Command, commandTable } from './command-table.ts'
import { confirm } from './confirm.ts'
import { edit } from './edit.ts'
import { type HandOff, offerHandOff } from './hand-off.ts'
import { moveStation } from './move-station.ts'
import { endObservation, observe } from './observe.ts'
import { type Message, postMessage } from './post-message.ts'
import { recordContact } from './record-contact.ts'
import { recordFinding } from './record-finding.ts'
import { reopen } from './reopen.ts'
import { resolve } from './resolve.ts'
import { restore, withdrawRestoration } from './restore.ts'
import { sendRootCauseReport } from './root-cause-report.ts'
import { schedule, unschedule } from './schedule.ts'
import type { Outcome, TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import { triage } from './triage.ts'
import { STATUSES, type Status } from './vocabulary.ts'
import { endWait, startWait } from './wait.ts'

type Rule = (ticket: Ticket, at: Instant) => Decision<Outcome, TicketEvent>

const message: Message = {
  ...{ id: 'm1', audience: 'customer', body: '正在复现，下午三点前告诉您。', authorKind: 'staff', authorId: li, channel: 'portal' },
  ...{ toContactIds: null, nextUpdateAt: null, attachmentIds: [] },
}
const record = {
  id: 'k1',
  channel: 'phone',
  contactId: null,
  fromAt: minutes(50),
  toAt: minutes(55),
  said: '已经定位',
  promised: null,
  nextContactAt: null,
}
const handOff: HandOff = {
  ...{
    id: 'h9' as never,
    duty: 'owner',
    toFunction: null,
    toStation: null,
    done: '确认了现象',
    needed: '请复现',
    force: false,
    reason: null,
  },
  ...{ expiresAt: minutes(120), timerId: 'x' },
}
const waiting = {
  id: 'w9',
  onWhom: 'customer',
  who: '张敏',
  contactId: 'min' as ContactId,
  ask: '请提供日志',
  until: null,
  pausesRestore: false,
} as const
const dates = { defaultUntil: minutes(600), silenceAt: minutes(6000), timerId: 'x' }
const facts = { ownerActive: true, liaisonActive: true, successor: chen, policyId: 'p2', policyVersion: 3 }
const findings = {
  impact: 'company',
  urgency: 'degraded',
  flags: null,
  severity: null,
  because: 'corrected',
  reason: '复核',
  suspectedSide: null,
} as const
const resolution = { id: 'r9', text: '已修复', causeClass: 'implementation', prevention: '加分页测试', evidence: null } as const
const confirmation = { id: 'c1', byKind: 'contact', byId: 'min', resolution: 5, service: null, comment: null } as const

/** Each command as somebody would give it, with everything it asks for. */
const RULES: Readonly<Partial<Record<Command, Rule>>> = {
  acknowledge: (ticket, at) => acknowledge(ticket, ticket.ownerId, at),
  triage: (ticket, at) => triage(ticket, { id: 't9', ...findings }, li, at),
  post_message: (ticket, at) => postMessage(ticket, message, silence, at),
  record_contact: (ticket, at) => recordContact(ticket, record, li, false, silence, at),
  hand_off: (ticket, at) => offerHandOff(ticket, handOff, person(lina), li, relay, at),
  assign: (ticket, at) => assignDuty(ticket, 'owner', person(chen), '请接手', line.leadId, at),
  record_finding: (ticket, at) => recordFinding(ticket, 'f9', 'qa', { reproduced: 'yes' }, lina, at),
  move: (ticket, at) => moveStation(ticket, 'success', '换环节', ['success'], defect, at),
  wait: (ticket, at) => startWait(ticket, waiting, li, dates, at),
  end_wait: (ticket, at) => endWait(ticket, 'ended', at),
  schedule: (ticket, at) => schedule(ticket, { version: '5.3', date: '2026-12-24' }, '2026-11-16', at),
  unschedule: (ticket, at) => unschedule(ticket, '提前处理', at),
  observe: (ticket, at) => observe(ticket, minutes(9000), 'x', at),
  end_observation: (ticket, at) => endObservation(ticket, '又出现了', at),
  restore: (ticket, at) => restore(ticket, 's9', '重启', at, li, at),
  withdraw_restoration: (ticket, at) => withdrawRestoration(ticket, '又断了', li, at),
  resolve: (ticket, at) => resolve(ticket, resolution, li, defect, false, silence, at),
  confirm: (ticket, at) => confirm(ticket, confirmation, at),
  reopen: (ticket, at) => reopen(ticket, '还有问题', { kind: 'contact', id: 'min' }, facts, at),
  send_root_cause_report: (ticket, at) => sendRootCauseReport(ticket, { id: 'b1', body: '根因', attachmentIds: [] }, li, at),
  edit: (ticket, at) => edit(ticket, { title: '新标题' }, at),
  add_obligation: (ticket, at) => addObligation(ticket, { kind: 'promise', text: '周五给方案', dueAt: minutes(3000) }, li, at),
  add_participant: (ticket, at) =>
    addParticipant(
      ticket,
      { personKind: 'contact', personId: 'hong', seesCustomerWords: true, ofAccount: true },
      { kind: 'staff', id: li } as never,
      at,
    ),
}

/** What the command needs of the ticket besides its status, so that only the status decides. */
const READY: Readonly<Partial<Record<Command, Partial<Ticket>>>> = {
  acknowledge: { ownerAcknowledgedAt: null },
  wait: { ourWord: { at: minutes(50), text: '请提供日志' } },
  withdraw_restoration: { restoredAt: minutes(10), restorationId: 's1' },
  send_root_cause_report: { restoredAt: minutes(10), restorationId: 's1' },
  move: { findings: [] },
}

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

  test('of all commands only ask has no rule yet', () => {
    expect(COMMANDS.filter((command) => RULES[command] === undefined)).toEqual(['ask'])
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
