import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type People, recipients, TOLD_TYPES } from './recipients.ts'

const people: People = {
  ...{ ownerId: 'li', liaisonId: 'chen', leadId: 'lead', executiveId: 'exec', dutyManagerId: 'duty' },
  complaintAbout: [],
  administratorIds: ['admin'],
}
const system = { kind: 'system', id: 'muster' }
const told = (type: string, data: Record<string, unknown> = {}, actor = system, who = people) =>
  recipients({ type, actor, data }, who).map(({ staffId, reason }) => `${staffId}: ${reason}`)

it.each([
  [['holder'], ['zhou: holder']],
  [
    ['holder', 'line-lead'],
    ['zhou: holder', 'lead: line-lead'],
  ],
  [['line-executive'], ['exec: line-executive']],
  [['duty-manager'], ['duty: duty-manager']],
  [[], []],
])('an obligation tells %j', (roles, expected) => {
  for (const type of ['obligation.warned', 'obligation.broken', 'obligation.climbed'])
    expect(told(type, { recipients: roles, holderId: 'zhou' })).toEqual(expected)
})

it.each<[string, Record<string, unknown>, string[]]>([
  ['ticket.created', {}, ['li: owner', 'chen: liaison']],
  ['ticket.hand-off-offered', { fromId: 'li', toId: 'wang' }, ['wang: receiver']],
  ['ticket.hand-off-withdrawn', { fromId: 'li', toId: 'wang' }, ['wang: receiver']],
  ['ticket.hand-off-accepted', { fromId: 'li', toId: 'wang' }, ['li: giver']],
  ['ticket.hand-off-declined', { fromId: 'li', toId: 'wang' }, ['li: giver']],
  ['ticket.hand-off-expired', { fromId: 'li', toId: 'wang', leadId: 'lead' }, ['li: giver', 'lead: line-lead']],
  ['ticket.duty-assigned', { fromId: 'li', toId: 'wang' }, ['wang: assigned', 'li: relieved']],
  ['ticket.owner-must-be-named', { byId: 'duty' }, ['duty: names-owner']],
  ['ticket.call-needed', {}, ['chen: liaison']],
  ['ticket.observation-over', {}, ['li: owner']],
  ['ticket.lead-replaced', { fromId: 'li', toId: 'wang' }, ['wang: holder']],
  ['ticket.asked', { fromId: 'li', toId: 'wang' }, ['wang: asked']],
  ['ticket.ask-answered', { fromId: 'wang', toId: 'li' }, ['li: asker']],
  ['ticket.ask-withdrawn', { fromId: 'li', toId: 'wang' }, ['wang: asked']],
  ['ticket.ask-ended', { fromId: 'wang', toId: 'li' }, ['li: asker']],
  ['ticket.objected', {}, ['lead: line-lead']],
  ['ticket.rated-low', {}, ['lead: line-lead']],
  ['ticket.lowering-decided', { toId: 'li' }, ['li: asker']],
  ['mail.undelivered', {}, ['chen: liaison', 'li: owner']],
  ['mail.bounced', {}, ['chen: liaison', 'li: owner']],
  ['ticket.edited', {}, []],
  ['obligation.kept', { recipients: ['holder'], holderId: 'li' }, []],
])('%s with %j tells %j', (type, data, expected) => {
  expect(told(type, data)).toEqual(expected)
})

it('a lead whom the complaint is about hears nothing in that place: the duty manager does', () => {
  const about = { ...people, complaintAbout: ['lead'] }
  for (const type of ['ticket.objected', 'ticket.rated-low']) expect(told(type, {}, system, about)).toEqual(['duty: duty-manager'])
  const broken = { recipients: ['holder', 'line-lead'], holderId: 'li' }
  expect(told('obligation.broken', broken, system, about)).toEqual(['li: holder', 'duty: duty-manager'])
})

it('words from outside tell liaison and owner; words of ours nobody', () => {
  expect(told('ticket.message-posted', {}, { kind: 'contact', id: 'he' })).toEqual(['chen: liaison', 'li: owner'])
  expect(told('ticket.message-posted', {}, { kind: 'partner', id: 'p' })).toEqual(['chen: liaison', 'li: owner'])
  expect(told('ticket.message-posted', {}, { kind: 'staff', id: 'li' })).toEqual([])
})

it('whoever did it is not told of it', () => {
  expect(told('ticket.created', {}, { kind: 'staff', id: 'li' })).toEqual(['chen: liaison'])
  expect(told('ticket.duty-assigned', { fromId: 'li', toId: 'wang' }, { kind: 'staff', id: 'wang' })).toEqual(['li: relieved'])
})

it('whoever stands in two places is told once, as what comes first', () => {
  expect(told('ticket.created', {}, system, { ...people, liaisonId: 'li' })).toEqual(['li: owner'])
  expect(told('obligation.broken', { recipients: ['holder', 'line-lead'], holderId: 'lead' })).toEqual(['lead: holder'])
})

it('administrators hear of mail that stands aside and of a mailbox that fails', () => {
  for (const type of ['mail.quarantined', 'mailbox.failing', 'mailbox.consent-over', 'mailbox.silent'])
    expect(told(type)).toEqual(['admin: administrator'])
})

it('whatever the event says: nobody twice, nobody unknown, never the one who did it', () => {
  const ids = fc.option(fc.constantFrom('li', 'chen', 'lead', 'wang'))
  const anyone = fc.record({
    ownerId: ids,
    liaisonId: ids,
    leadId: ids,
    executiveId: ids,
    dutyManagerId: ids,
    complaintAbout: fc.constant([]),
    administratorIds: fc.constant(['lead']),
  })
  const data = fc.dictionary(
    fc.constantFrom('fromId', 'toId', 'byId', 'leadId', 'holderId', 'recipients'),
    fc.oneof(ids, fc.integer(), fc.array(fc.string())),
  )
  fc.assert(
    fc.property(fc.constantFrom(...TOLD_TYPES), data, anyone, fc.constantFrom('li', 'wang', 'he'), (type, facts, who, actorId) => {
      const given = recipients({ type, actor: { kind: 'contact', id: actorId }, data: facts }, who).map(({ staffId }) => staffId)
      expect(new Set(given).size).toBe(given.length)
      expect(given).not.toContain(actorId)
      for (const id of given) expect(['li', 'chen', 'lead', 'wang']).toContain(id)
    }),
  )
})
