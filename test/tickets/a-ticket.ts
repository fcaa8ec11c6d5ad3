import fc from 'fast-check'
import type { Decision } from '#kernel/decision'
import type { AccountId, ContactId, HandOffId, ProductLineId, StaffId, TicketId } from '#kernel/ids'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { DEFAULT_PLAYBOOKS } from '#tickets/rules/default-playbooks'
import { type Opening, openTicket } from '#tickets/rules/open-ticket'
import { weighWords } from '#tickets/rules/qualifying-words'
import type { Outcome, TicketEvent } from '#tickets/rules/step'
import type { SystemWord } from '#tickets/rules/system-words'
import type { Finding, FindingData, LineFacts, Offer, Responder, Ticket, Wait } from '#tickets/rules/ticket'
import {
  CHANNELS,
  FLAGS,
  IMPACTS,
  ORIGINS,
  SEVERITIES,
  SIDES,
  STATUSES,
  type Status,
  TICKET_KINDS,
  TIERS,
  URGENCIES,
} from '#tickets/rules/vocabulary'
import { START } from '../obligations/owed.ts'

/** A defect at S3, an hour into Monday morning, in the hands of Li (owner and liaison); tests say what differs. */

export const staff = (name: string): StaffId => name as StaffId
export const li = staff('li')
export const lina = staff('lina')
export const chen = staff('chen')
export const lead = staff('lead')
export const minutes = (count: number): Instant => addMs(START, count * MINUTE)
export const NOW = minutes(60)

export const line: LineFacts = {
  leadId: lead,
  executiveId: staff('executive'),
  projectLeadId: staff('project-lead'),
  dutyManagerId: staff('duty-manager'),
  lastResortId: staff('last-resort'),
}
export const defect = DEFAULT_PLAYBOOKS.defect
export const relay = { playbook: defect, line }
export const word: SystemWord = { messageId: 'word', language: 'zh-CN' }
export const silence = { reminderAt: addMs(NOW, 1), closeAt: addMs(NOW, 2), reminderTimerId: 'reminder', closeTimerId: 'close' }

export const person = (id: StaffId, more: Partial<Responder> = {}): Responder => ({
  ...{ id, name: id, functions: ['qa'], onDuty: true, autoAccept: false, active: true },
  ...more,
})

const opening: Opening = {
  ...{ id: 't1' as TicketId, accountId: 'a1' as AccountId, accountTier: 'standard', accountKind: 'customer' },
  ...{ productLineId: 'line1' as ProductLineId, componentId: null, environmentId: null, kind: 'defect', origin: 'customer' },
  ...{ channel: 'portal', title: '导出超时', reporterId: 'min' as ContactId, reporterDepartment: '财务部' },
  ...{ policyId: 'p1', policyVersion: 1, playbookEdition: 0, attachmentIds: [], confirmedFlags: [], complaintAbout: [] },
  report: { symptom: '一直转圈', impact: 'department', urgency: 'workaround', occurredAt: START, reportedAt: START },
}

/** As intake leaves it. `more` are facts of the opening. */
export function opened(more: Partial<Opening> = {}, at: Instant = START): { ticket: Ticket; events: readonly TicketEvent[] } {
  const nobody = { id: li, onDuty: true } as never
  const candidates = {
    productLineId: opening.productLineId,
    servicePerson: nobody,
    frontline: [],
    squadLead: null,
    lineLead: nobody,
    dutyManager: nobody,
    lastResort: nobody,
  }
  const decision = openTicket({ ...opening, ...more }, candidates, at)
  if (!decision.accepted) throw new Error('opening never refuses')
  return { ticket: { ...decision.state.ticket, number: 1001 }, events: decision.events }
}

export const aTicket = (patch: Partial<Ticket> = {}): Ticket => ({
  ...opened().ticket,
  ...{ triagedAt: START, firstResponseAt: START, ownerAcknowledgedAt: START },
  ...patch,
})

export const anOffer = (more: Partial<Offer> = {}): Offer => ({
  ...{ id: 'h1' as HandOffId, duty: 'owner', fromId: li, toId: lina, toStation: null },
  ...{ offeredAt: START, expiresAt: minutes(600), offeredById: li },
  ...more,
})

export const aWait = (more: Partial<Wait> = {}): Wait => ({
  ...{ id: 'w1', onWhom: 'customer', who: '张敏', contactId: 'min' as ContactId, ask: '请提供日志' },
  ...{ untilAt: minutes(6000), startedAt: START, nudges: 0 },
  ...more,
})

export const found = (station: string, data: FindingData, byId: StaffId = lina): Finding => ({ station, byId, at: START, data })

/** A ticket that could stand in this status. */
export function standing(status: Status, patch: Partial<Ticket> = {}): Ticket {
  const settled = status === 'resolved' || status === 'closed'
  return aTicket({
    status,
    wait: status === 'waiting_on_customer' ? aWait() : status === 'waiting_on_third_party' ? aWait({ onWhom: 'third_party' }) : null,
    scheduled: status === 'scheduled' ? { version: '5.2', date: '2026-12-01' } : null,
    observingUntil: status === 'observing' ? minutes(6000) : null,
    resolvedAt: settled ? START : null,
    resolutionId: settled ? 'r1' : null,
    closedAt: status === 'closed' ? START : null,
    closedAs: status === 'closed' ? 'confirmed' : null,
    ...patch,
  })
}

/** The accepted ticket, its events' types and the rows beside it. Fails on a refusal, naming it. */
export function accepted(decision: Decision<Outcome, TicketEvent>) {
  if (!decision.accepted) throw new Error(`refused: ${decision.refusal.code} ${JSON.stringify(decision.refusal.params)}`)
  const { ticket, added } = decision.state
  return { ticket, added, events: decision.events, told: decision.events.map((event) => event.type.slice('ticket.'.length)) }
}

/** The refusal's code, or null when it was accepted. */
export const refusal = (decision: Decision<Outcome, TicketEvent>): string | null => (decision.accepted ? null : decision.refusal.code)

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const instants = fc.integer({ min: -3000, max: 59 }).map(minutes)
const people = fc.constantFrom(li, lina, chen, lead)

const arbitraryFinding: fc.Arbitrary<Finding> = fc.record({
  station: fc.constantFrom('qa', 'engineering', 'operations', 'product', 'project_lead'),
  byId: people,
  at: instants,
  data: fc.record(
    {
      reproduced: fc.constantFrom('yes', 'no', 'unclear'),
      verdict: fc.constantFrom('defect', 'usage', 'environment'),
      cause: fc.constantFrom('', '没有分页'),
      fixReference: fc.constantFrom('', 'MR-42'),
      verified: fc.boolean(),
      note: fc.string({ maxLength: 5 }),
    },
    { requiredKeys: [] },
  ),
})

/** Any ticket that could stand: what its status asks is there, all else is as it falls. */
export const arbitraryTicket: fc.Arbitrary<Ticket> = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    patch: fc.record({
      kind: fc.constantFrom(...TICKET_KINDS),
      origin: fc.constantFrom(...ORIGINS),
      channel: fc.constantFrom(...CHANNELS),
      accountTier: fc.constantFrom(...TIERS),
      severity: fc.constantFrom(...SEVERITIES),
      severityClaimed: maybe(fc.constantFrom(...SEVERITIES)),
      triagedAt: maybe(instants),
      suspectedSide: fc.constantFrom(...SIDES),
      flags: fc.uniqueArray(fc.constantFrom(...FLAGS)),
      station: fc.constantFrom('frontline', 'qa', 'engineering', 'operations', 'product', 'project_lead'),
      stationsCompleted: fc.array(fc.constantFrom('frontline', 'qa', 'engineering', 'operations'), { maxLength: 5 }),
      ownerId: people,
      liaisonId: people,
      ownerAcknowledgedAt: maybe(instants),
      firstResponseAt: maybe(instants),
      ourWord: maybe(fc.record({ at: instants, digest: maybe(fc.constant(weighWords('正在复现', null).digest)) })),
      restoredAt: maybe(instants),
      restorationId: fc.constant('s1'),
      customerWroteAt: maybe(instants),
      reportOwed: fc.boolean(),
      bounceCount: fc.integer({ min: 0, max: 3 }),
      ownerMustBeNamed: fc.boolean(),
      offers: fc.constantFrom(
        [],
        [anOffer()],
        [anOffer({ duty: 'liaison' })],
        [anOffer(), anOffer({ id: 'h2' as HandOffId, duty: 'liaison' })],
      ),
      lastPass: maybe(fc.record({ fromId: people, toId: people, station: maybe(fc.constantFrom('qa', 'engineering')) })),
      findings: fc.array(arbitraryFinding, { maxLength: 4 }),
      report: fc
        .record(
          {
            symptom: fc.constantFrom('', '转圈'),
            impact: fc.constantFrom(...IMPACTS),
            urgency: fc.constantFrom(...URGENCIES),
            occurredAt: instants,
          },
          { requiredKeys: [] },
        )
        .map((report) => ({ ...report, reportedAt: START })),
    }),
  })
  .map(({ status, patch }) => standing(status, { ...patch, ...(status === 'closed' ? { offers: [] } : {}) } as Partial<Ticket>))
