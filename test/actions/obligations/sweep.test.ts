import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, MINUTE } from '#kernel/instant'
import { type ObligationSweep, openObligationSweep } from '#obligations'
import type { ResolvedTarget } from '#obligations/rules/obligation'
import { openLog } from '#platform/log'
import { at, type ObligationStage, openObligationStage } from './obligation-stage.ts'

const minutes = (count: number): ResolvedTarget => ({ minutes: count, calendarId: null, calendarVersion: null })

/** These tickets are nobody's but ours. */
const holdFreeTickets = async (_tx: unknown, ids: readonly string[]) => [...ids]

type Told = { type: string; at: Instant; id: string; audience: string }

describe('the sweep of obligations', () => {
  let stage: ObligationStage
  const workers: ObligationSweep[] = []

  beforeAll(async () => {
    stage = await openObligationStage()
    for (let i = 0; i < 4; i++)
      workers.push(openObligationSweep({ db: stage.db, log: openLog('silent'), sightsOf: async () => new Map(), holdFreeTickets }))
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    await sql`truncate obligations, events cascade`.execute(stage.db)
  })

  const told = async (): Promise<Told[]> =>
    (await sql<Told>`select type, at, subject_id as id, audience from events order by seq`.execute(stage.db)).rows

  async function toQuiet(sweep: ObligationSweep, horizon: Instant): Promise<Instant | null> {
    for (;;) {
      const { fired, next } = await sweep(horizon, horizon)
      if (fired === 0 && (next === null || next > horizon)) return next
    }
  }

  test('fires each warning, break and climb once, at its own instant, and says what comes next', async () => {
    const obligation = stage.owed(minutes(60))
    await stage.store([obligation])
    const [sweep] = workers as [ObligationSweep]
    expect(await toQuiet(sweep, at('16 09:44'))).toBe(at('16 09:45'))
    expect(await toQuiet(sweep, at('16 10:05'))).toBe(at('16 10:30'))
    expect(await toQuiet(sweep, at('16 10:05'))).toBe(at('16 10:30'))
    expect(await toQuiet(sweep, at('16 12:00'))).toBeNull()
    expect((await told()).map(({ type, at: when }) => [type, when])).toEqual([
      ['obligation.warned', at('16 09:45')],
      ['obligation.broken', at('16 10:00')],
      ['obligation.climbed', at('16 10:30')],
    ])
    const [after] = await stage.stored(obligation.id)
    expect(after).toMatchObject({ state: 'broken', brokenAt: at('16 10:00'), climbs: 1, nextAt: null })
  })

  test('what is stored comes back as it was', async () => {
    const ticketId = '0197a000-0000-7000-8000-000000000001'
    const obligation = stage.owed(
      { workingDays: 3, calendarId: stage.calendarId, calendarVersion: 1 },
      { ticketId, text: '给出版本和日期' },
    )
    await stage.store([obligation])
    expect(await stage.stored(obligation.id)).toEqual([obligation])
  })

  test('after downtime the log tells it in order, once, with many workers at a time', async () => {
    const obligations = Array.from({ length: 1_400 }, (_, i) =>
      stage.owed(minutes(10 + (i % 90)), { armedAt: (at('16 09:00') + i * 1_000) as Instant }),
    )
    await stage.store(obligations)
    await Promise.all(workers.map((worker) => toQuiet(worker, at('17 09:00'))))
    const events = await told()
    expect(events).toHaveLength(3 * obligations.length)
    expect(new Set(events.map(({ type, id }) => `${type} ${id}`)).size).toBe(events.length)
    const instants = events.map((event) => event.at)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
  })

  test('what a command has taken is left to it', async () => {
    const [mine, other] = [stage.owed(minutes(30)), stage.owed(minutes(40))]
    await stage.store([mine, other])
    await stage.db.transaction().execute(async (tx) => {
      await sql`select from obligations where id = ${mine.id} for update`.execute(tx)
      const { next } = await workers[0]!(at('16 12:00'), at('16 12:00'))
      expect(next).toBe(mine.nextAt)
      expect(new Set((await told()).map(({ id }) => id))).toEqual(new Set([other.id]))
    })
    await toQuiet(workers[0]!, at('16 12:00'))
    expect((await told()).filter(({ id }) => id === mine.id)).toHaveLength(3)
  })

  test('one that cannot be decided does not stop the others', async () => {
    const broken = {
      ...stage.owed(minutes(30)),
      target: { minutes: 30, calendarId: '0197a000-0000-7000-8000-00000000dead', calendarVersion: 9 },
    }
    const fine = stage.owed(minutes(30))
    await stage.store([broken, fine])
    await toQuiet(workers[1]!, at('16 12:00'))
    expect(new Set((await told()).map(({ id }) => id))).toEqual(new Set([fine.id]))
  })

  test('who may see the ticket may see what its obligations did, as an internal matter', async () => {
    const ticketId = '0197a000-0000-7000-8000-000000000002'
    const participants = [stage.member.id]
    const sight = {
      accountId: stage.accountId,
      audience: 'customer' as const,
      restriction: 'confidential' as const,
      department: null,
      participants,
    }
    const sweep = openObligationSweep({
      db: stage.db,
      log: openLog('silent'),
      sightsOf: async () => new Map([[ticketId, sight]]),
      holdFreeTickets,
    })
    await stage.store([stage.owed(minutes(30), { ticketId })])
    await toQuiet(sweep, at('16 09:59'))
    const { rows } = await sql`select ticket_id, account_id, audience, restriction, participants from events limit 1`.execute(stage.db)
    expect(rows).toEqual([
      { ticket_id: ticketId, account_id: stage.accountId, audience: 'internal', restriction: 'confidential', participants },
    ])
  })

  test('sweeps well over two thousand a second', async () => {
    const obligations = Array.from({ length: 4_000 }, (_, i) =>
      stage.owed({ minutes: 300, calendarId: stage.calendarId, calendarVersion: 1 }, { armedAt: (at('16 09:00') + i) as Instant }),
    )
    await stage.store(obligations)
    const from = performance.now()
    await toQuiet(workers[0]!, at('16 14:00'))
    const perSecond = (obligations.length / (performance.now() - from)) * 1_000
    expect(await told()).toHaveLength(obligations.length)
    expect(perSecond).toBeGreaterThan(2_000)
  }, 60_000)

  test('asks for its rows by index', async () => {
    await stage.store(Array.from({ length: 500 }, (_, i) => stage.owed(minutes(60), { armedAt: (at('16 09:00') + i * MINUTE) as Instant })))
    await sql`analyze obligations`.execute(stage.db)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from obligations o where o.next_at <= '2026-11-16T02:00:00Z'::timestamptz order by o.next_at, o.id limit 500`.execute(
      stage.db,
    )
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/obligations_due/)
  })
})
