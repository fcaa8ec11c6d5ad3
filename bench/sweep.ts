import type pg from 'pg'
import { addMs, DAY, formatInstant, HOUR, type Instant, instant } from '#kernel/instant'
import { openObligationSweep } from '#obligations'
import { openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { holdFreeTickets, ticketSights } from '#tickets'

export type SweepFigures = { readonly due: number; readonly perSecondOne: number; readonly perSecondTwo: number; readonly twice: number }

/**
 * Makes `count` pending obligations due, sweeps them with one worker; again with two at once, and counts what fired twice.
 * They fall due long before anything else owed, so nothing but these is swept.
 */
export async function sweepRate(client: pg.Client, url: string, count: number): Promise<SweepFigures> {
  const { rows } = await client.query<{ first: Date }>('select min(next_at) as first from obligations where next_at is not null')
  const first = instant(rows[0]?.first.getTime() ?? 0)
  const one = await timed(client, url, count, 1, addMs(first, -8 * DAY))
  const two = await timed(client, url, count, 2, addMs(first, -4 * DAY))
  const { rows: twice } = await client.query<{ n: string }>(
    `select count(*) as n from (select subject_id, type from events where type = 'obligation.broken' group by 1, 2 having count(*) > 1) twice`,
  )
  return { due: count, perSecondOne: one, perSecondTwo: two, twice: Number(twice[0]?.n ?? 0) }
}

/** Obligations broken a second. Every one of them must be broken at the end, or the figure means nothing. */
async function timed(client: pg.Client, url: string, count: number, workers: number, from: Instant): Promise<number> {
  const until = addMs(from, HOUR)
  const { rowCount } = await client.query(
    `update obligations set due_at = $1::timestamptz + (random() * 3500) * interval '1 second', next_at = $1::timestamptz, warn_ats = '[]', warned = 0
     where id in (select id from obligations where state = 'pending' and kind = 'restore' order by id limit $2)`,
    [formatInstant(from), count],
  )
  await client.query('update obligations set next_at = due_at where next_at = $1', [formatInstant(from)])
  const log = openLog('error')
  const started = performance.now()
  await Promise.all(Array.from({ length: workers }, () => toQuiet(url, until, log)))
  const elapsed = (performance.now() - started) / 1000
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from obligations where kind = 'restore' and state = 'broken' and broken_at >= $1 and broken_at <= $2`,
    [formatInstant(from), formatInstant(until)],
  )
  if (Number(rows[0]?.n) !== rowCount) throw new Error(`${rowCount} obligations fell due and ${rows[0]?.n} broke`)
  return (rowCount ?? 0) / elapsed
}

async function toQuiet(url: string, until: Instant, log: ReturnType<typeof openLog>): Promise<void> {
  const pool = openPool(url, log, { max: 2, applicationName: 'bench sweep' })
  const sweep = openObligationSweep({ db: openDb(pool), log, sightsOf: ticketSights, holdFreeTickets })
  for (;;) {
    const { fired, next } = await sweep(until, until)
    if (fired === 0 && (next === null || next > until)) break
    if (fired === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await pool.end()
}
