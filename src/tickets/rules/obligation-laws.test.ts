import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMs, HOUR, MINUTE } from '#kernel/instant'
import { isOpen } from '#obligations/rules/obligation'
import { START } from '../../../test/obligations/owed.ts'
import { chen, li, lina, person, relay } from '../../../test/tickets/a-ticket.ts'
import { RULES } from '../../../test/tickets/every-command.ts'
import { Story } from '../../../test/tickets/owed-story.ts'
import { acceptHandOff, declineHandOff, offerHandOff } from './hand-off.ts'
import { type Message, postMessage } from './post-message.ts'
import { TICKET_KINDS, type TicketKind } from './vocabulary.ts'

/** Laws of chapter 2 over any order of commands, refusals included, with any time between them. */

type Step = { readonly act: string; readonly after: number; readonly tag: number }
const ACTS = [...Object.keys(RULES), 'customer', 'accept', 'decline', 'time']
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom(...ACTS),
    after: fc.constantFrom(0, MINUTE, 20 * MINUTE, 3 * HOUR, 50 * HOUR),
    tag: fc.nat({ max: 99 }),
  }),
  { minLength: 1, maxLength: 14 },
)
const SEVERE = [
  { impact: 'company', urgency: 'stopped' },
  { impact: 'department', urgency: 'stopped' },
  { impact: 'department', urgency: 'workaround' },
  { impact: 'person', urgency: 'none' },
] as const
type Beginning = { readonly kind: TicketKind; readonly hurt: (typeof SEVERE)[number]; readonly internal: boolean }
const begun: fc.Arbitrary<Beginning> = fc.record({
  kind: fc.constantFrom(...TICKET_KINDS),
  hurt: fc.constantFrom(...SEVERE),
  internal: fc.boolean(),
})

function live(beginning: Beginning, path: readonly Step[], look: (told: Story) => void): void {
  const { kind, hurt, internal } = beginning
  const report = { symptom: '转圈', expected: '下载', ...hurt, occurredAt: START, reportedAt: START }
  const told = new Story({ kind, report, accountKind: internal ? 'internal' : 'customer' }, START)
  let now = START
  look(told)
  for (const step of path) {
    now = addMs(now, step.after)
    if (step.after > 0) told.passes(now)
    act(told, step, now)
    look(told)
  }
}

function act(told: Story, { act: name, tag }: Step, now: typeof START): void {
  const message: Message = {
    ...{ id: `m${now}`, audience: 'customer', channel: 'portal', toContactIds: null, nextUpdateAt: null, attachmentIds: [] },
    ...(name === 'customer' ? { authorKind: 'contact', authorId: 'min' } : { authorKind: 'staff', authorId: li }),
    body: `第 ${tag} 次进展`,
  }
  const silence = { reminderAt: addMs(now, HOUR), closeAt: addMs(now, 2 * HOUR), reminderTimerId: 'r', closeTimerId: 'c' }
  switch (name) {
    case 'time':
      return
    case 'customer':
    case 'post_message':
      told.tries(now, (ticket, at) => postMessage(ticket, message, () => silence, at))
      return
    case 'hand_off': {
      const offer = {
        id: `h${now}` as never,
        duty: 'owner',
        toFunction: null,
        toStation: null,
        done: 'a',
        needed: 'b',
        force: false,
        reason: null,
      } as const
      told.tries(now, (ticket, at) =>
        offerHandOff(ticket, { ...offer, expiresAt: addMs(at, HOUR), timerId: 'x' }, person(tag % 2 ? lina : chen), li, relay, at),
      )
      return
    }
    case 'accept':
    case 'decline': {
      const [open] = told.ticket.offers
      if (!open) return
      const answer = { reason: '不是我们的', insteadStaffId: null }
      told.tries(now, (ticket, at) =>
        name === 'accept'
          ? acceptHandOff(ticket, open.id, open.toId, relay, at)
          : declineHandOff(ticket, open.id, answer, open.toId, relay.line, at),
      )
      return
    }
    default:
      told.tries(now, RULES[name as keyof typeof RULES]!)
  }
}

const ONE_OF_EACH = [
  'acknowledge',
  'first_response',
  'triage',
  'answer',
  'next_update',
  'restore',
  'resolve',
  'decide',
  'nudge',
  'name_owner',
  'root_cause_report',
]

test('of each kind at most one is open, and each is held by who holds its duty', () => {
  fc.assert(
    fc.property(begun, steps, (beginning, path) => {
      live(beginning, path, (told) => {
        for (const kind of ONE_OF_EACH) expect(told.open(kind).length, kind).toBeLessThanOrEqual(1)
        for (const one of told.owed.filter(isOpen)) {
          expect(one.holderId).not.toBeNull()
          if (one.holderDuty === 'owner') expect(one.holderId).toBe(told.ticket.ownerId)
          if (one.holderDuty === 'liaison') expect(one.holderId).toBe(told.ticket.liaisonId)
        }
      })
    }),
    { numRuns: 300 },
  )
})

test('while we act on a customer’s defect they have a next word coming; while they act, a nudge or a call', () => {
  fc.assert(
    fc.property(begun, steps, (beginning, path) => {
      live({ ...beginning, kind: 'defect', internal: false }, path, (told) => {
        const { status } = told.ticket
        if (['open', 'waiting_on_third_party', 'observing'].includes(status)) expect(told.open('next_update'), status).toHaveLength(1)
        if (status === 'waiting_on_customer') {
          expect(told.open('next_update')).toEqual([])
          expect(told.open('nudge').length + told.open('call_back').length).toBeGreaterThanOrEqual(told.ticket.wait!.nudges <= 3 ? 1 : 0)
        }
      })
    }),
    { numRuns: 300 },
  )
})

test('what is resolved or closed owes no work: only words, reports and follow-ups', () => {
  const AFTER_CLOSING = ['root_cause_report', 'check_back', 'answer']
  const WORK = ['acknowledge', 'restore', 'resolve', 'decide', 'next_update', 'nudge', 'follow_up', 'triage', 'first_response']
  fc.assert(
    fc.property(begun, steps, (beginning, path) => {
      live(beginning, path, (told) => {
        if (told.ticket.status === 'closed') expect(AFTER_CLOSING).toEqual(expect.arrayContaining(told.kinds()))
        if (told.ticket.status === 'resolved')
          for (const kind of WORK) expect(told.open(kind), kind).toEqual(kind === 'acknowledge' ? expect.anything() : [])
      })
    }),
    { numRuns: 300 },
  )
})

test('nobody owes an internal ticket’s customer a word', () => {
  fc.assert(
    fc.property(begun, steps, (beginning, path) => {
      live({ ...beginning, internal: true }, path, (told) => {
        for (const kind of ['first_response', 'answer', 'next_update', 'flash_report', 'root_cause_report', 'check_back'])
          expect(told.all(kind), kind).toEqual([])
      })
    }),
    { numRuns: 300 },
  )
})

test('what was broken stays broken, what is settled stays settled but for a reopening, and told only once', () => {
  fc.assert(
    fc.property(begun, steps, (beginning, path) => {
      const broken = new Map<string, number>()
      live(beginning, path, (told) => {
        for (const one of told.owed) {
          const was = broken.get(one.id)
          // A contact record entered late may show that a word came in time; nothing else undoes a break.
          if (was !== undefined && one.state !== 'kept') expect([one.state, one.brokenAt]).toEqual(['broken', was])
          if (one.state === 'broken') broken.set(one.id, one.brokenAt!)
        }
      })
    }),
    { numRuns: 300 },
  )
})
