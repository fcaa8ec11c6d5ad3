import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IntegrationActor } from '#kernel/actor'
import { type Instant, MINUTE } from '#kernel/instant'
import type { Obligation } from '#obligations'
import { INTERNAL } from '#platform/events'
import { type Asking, openAsking } from './http.ts'
import { at, type ObligationStage, openObligationStage } from './obligation-stage.ts'

const SECRET = '0197a000-0000-7000-8000-000000000001'
const OPEN = '0197a000-0000-7000-8000-000000000002'
type Item = { id: string; dueAt: string | null; paused: boolean; holder: { name: string } | null }

describe('GET /obligations', () => {
  let stage: ObligationStage
  let http: Asking
  let all: Obligation[]
  beforeAll(async () => {
    stage = await openObligationStage()
    const confidential = {
      ...INTERNAL,
      accountId: stage.accountId,
      restriction: 'confidential' as const,
      participants: [stage.administrator.id],
    }
    const ports = {
      sightsOf: async () => new Map([[SECRET, confidential]]),
      duesMoved: async () => undefined,
      holdTickets: async () => undefined,
      coverageOf: async () => [],
    }
    http = await openAsking(stage.db, ports, () => at('16 09:00'), stage.administrator)
    const minutes = (count: number, ticketId: string, more = {}) =>
      stage.owed(
        { minutes: count, calendarId: null, calendarVersion: null },
        { ticketId, subject: { type: 'ticket', id: ticketId }, ...more },
      )
    all = [
      ...Array.from({ length: 7 }, (_, i) => minutes(60 + i, OPEN)),
      ...Array.from({ length: 7 }, (_, i) => minutes(60 + i, SECRET)),
      minutes(30, OPEN, {
        kind: 'answer',
        pauses: [{ from: (at('16 09:00') + MINUTE) as Instant, to: null, why: 'waiting' }],
        holderId: stage.administrator.id,
      }),
    ]
    await stage.store(all)
  })
  afterAll(async () => {
    await http.app.close()
    await stage.close()
  })

  async function listed(query: string): Promise<Item[]> {
    const items: Item[] = []
    for (let cursor = ''; ; ) {
      const { body } = await http.ask('GET', `/obligations?${query}${cursor}`)
      items.push(...(body['items'] as unknown as Item[]))
      if (body['nextCursor'] === null) return items
      cursor = `&cursor=${body['nextCursor']}`
    }
  }

  test('lists by due, in pages, what has none last', async () => {
    http.as(stage.administrator)
    const items = await listed('limit=4')
    expect(items.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    const dues = items.map(({ dueAt }) => dueAt ?? '9999')
    expect(dues).toEqual(dues.toSorted())
    expect(items.at(-1)).toMatchObject({ paused: true, dueAt: null, remainingMinutes: 29, holder: { name: '陈静' } })
  })

  test.each([
    ['kind=answer', 1],
    ['state=pending', 15],
    ['state=broken', 0],
    [`subjectType=ticket&subjectId=${OPEN}`, 8],
    ['dueBefore=2026-11-16T10:02:00%2B08:00', 4],
  ])('filters by %s', async (query, count) => {
    http.as(stage.administrator)
    expect(await listed(`${query}&limit=3`)).toHaveLength(count)
  })

  test('leaves out what belongs to a ticket the asker may not see', async () => {
    http.as(stage.member)
    expect(await listed('limit=3')).toHaveLength(8)
    const machine: IntegrationActor = { kind: 'integration', id: 'm', name: '看板', locale: 'zh-CN', scopes: ['obligations:read'] }
    http.as(machine)
    expect(await listed('limit=50')).toHaveLength(8)
  })

  test('asks for its rows by index, and the contract is published', async () => {
    await sql`analyze obligations`.execute(stage.db)
    const { rows } = await stage.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      return sql<{ 'QUERY PLAN': string }>`explain select o.id from obligations o
        order by coalesce(o.due_at, '9999-12-31T00:00:00Z'::timestamptz(3)), o.id limit 50`.execute(tx)
    })
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/obligations_by_due/)
    const { body } = await http.ask('GET', '/openapi.json')
    expect(Object.keys(body['paths'] as unknown as object)).toEqual(
      expect.arrayContaining(['/api/v1/deadline-previews', '/api/v1/service-policies/{id}']),
    )
  })

  test('refuses unknown filters and made-up cursors by name', async () => {
    expect((await http.ask('GET', '/obligations?colour=red')).body).toMatchObject({ errors: [{ path: 'colour', code: 'unknown-field' }] })
    expect((await http.ask('GET', '/obligations?cursor=abc')).body).toMatchObject({ errors: [{ path: 'cursor', code: 'invalid-format' }] })
  })
})
