import { describe, expect, test } from 'vitest'
import type { ContactId } from '#kernel/ids'
import { accepted, aTicket, lead, li, minutes, NOW, refusal, standing, word } from '../../../test/tickets/a-ticket.ts'
import { S2, story } from '../../../test/tickets/as-people-do.ts'
import { decideObjection, mayObject, object } from './objection.ts'
import type { Ticket } from './ticket.ts'
import { triage } from './triage.ts'

const lowered = (patch: Partial<Ticket> = {}) => aTicket({ severity: 'S3', severityClaimed: 'S2', claimLoweredAt: minutes(30), ...patch })
const objects = (ticket: Ticket, at = NOW) => object(ticket, { id: 'b1', words: '财务全停了' }, 'min' as ContactId, at)
const decides =
  (upheld: boolean) =>
  (ticket: Ticket, at = NOW) =>
    decideObjection(ticket, { upheld, reason: '确实影响全部门', triageId: 'tr2', word }, lead, at)
const lowers = (ticket: Ticket, at = NOW) =>
  triage(
    ticket,
    {
      id: 'tr',
      impact: 'department',
      urgency: 'workaround',
      flags: null,
      severity: null,
      because: null,
      reason: '可以绕行',
      suspectedSide: null,
      word,
    },
    li,
    at,
  )

describe('lowering a customer’s claim', () => {
  test('tells them why, by the system, and gives the objection', () => {
    const done = accepted(lowers(aTicket({ triagedAt: null, severity: 'S2', severityClaimed: 'S2' })))
    expect(done.ticket).toMatchObject({ severity: 'S3', claimLoweredAt: NOW })
    expect(mayObject(done.ticket)).toBe(true)
    expect(done.added).toMatchObject([{ as: 'triage' }, { as: 'message', audience: 'customer', authorKind: 'system', toContactIds: null }])
    const body = done.added.flatMap((row) => (row.as === 'message' ? [row.body] : [])).join()
    expect(body).toContain('可以绕行')
    expect(body).toContain('30 分钟')
    // Not words of a person of ours: nothing is kept by them.
    expect(done.ticket).toMatchObject({ ourWord: null })
    expect(done.events.find((event) => event.type === 'ticket.message-posted')?.data).toMatchObject({ from: 'machine' })
  })

  test('says nothing where they claimed nothing or less', () => {
    for (const severityClaimed of [null, 'S3', 'S4'] as const) {
      const done = accepted(lowers(aTicket({ triagedAt: null, severity: 'S2', severityClaimed })))
      expect([done.ticket.claimLoweredAt, done.added.length]).toEqual([null, 1])
    }
  })
})

describe('an objection', () => {
  test('changes nothing yet, and has the lead decide within 30 minutes', () => {
    const told = story(S2).does(minutes(5), (ticket, at) => lowers({ ...ticket, severityClaimed: 'S2' }, at))
    told.does(minutes(10), objects)
    expect(told.ticket).toMatchObject({ severity: 'S3', objectionId: 'b1' })
    expect(told.one('objection')).toMatchObject({ holderId: lead, holderDuty: 'lead', owedTo: 'customer', dueAt: minutes(40) })
  })

  test.each([
    ['twice', objects(lowered({ objectionId: 'b0' })), 'objection-open'],
    ['where nothing was lowered', objects(aTicket({ severityClaimed: 'S2', severity: 'S3' })), 'nothing-to-object'],
    ['where the severity is theirs again', objects(lowered({ severity: 'S2' })), 'nothing-to-object'],
    ['on a closed ticket', objects(standing('closed')), 'ticket-closed'],
  ])('is refused %s', (_name, decision, code) => expect(refusal(decision)).toBe(code))

  test('upheld brings the severity back as a correction, and says so', () => {
    const done = accepted(decides(true)(lowered({ objectionId: 'b1' })))
    expect(done.ticket).toMatchObject({ severity: 'S2', objectionId: null, claimLoweredAt: null })
    expect(done.told).toEqual(['objection-decided', 'triaged', 'message-posted'])
    expect(done.events[1]?.data).toMatchObject({ severity: 'S2', because: 'corrected' })
    expect(mayObject(done.ticket)).toBe(false)
  })

  test('upheld, clocks count from their original instants', () => {
    const told = story(S2).does(minutes(5), (ticket, at) => lowers({ ...ticket, severityClaimed: 'S2' }, at))
    const before = told.one('first_response').dueAt
    told.does(minutes(10), objects).does(minutes(12), decides(true))
    expect(told.one('first_response').dueAt).toBe(minutes(30))
    expect(before).not.toBe(minutes(30))
    expect(told.all('objection')).toMatchObject([{ state: 'kept' }])
  })

  test('kept, it stays, and they are told why', () => {
    const done = accepted(decides(false)(lowered({ objectionId: 'b1' })))
    expect(done.ticket).toMatchObject({ severity: 'S3', objectionId: null })
    expect(done.told).toEqual(['objection-decided', 'message-posted'])
    expect(done.added.at(-1)).toMatchObject({ as: 'message', body: expect.stringContaining('确实影响全部门') })
  })

  test('that nobody made is not decided', () => expect(refusal(decides(true)(lowered()))).toBe('no-objection'))
})
