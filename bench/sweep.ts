import pg from 'pg'
import { instant } from '#kernel/instant'
import { openObligationSweep } from '#obligations'
import { openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { ticketSights } from '#tickets'

export type SweepFigures = { readonly due: number; readonly perSecondOne: number; readonly perSecondTwo: number; readonly twice: number }

/** Makes `count` pending obligations due, sweeps them with one worker; again with two at once, and counts what fired twice. */
export async function sweepRate(url: string, count: number): Promise<SweepFigures> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const one = await timed(client, url, count, 1, '2026-12-01')
    const two = await timed(client, url, count, 2, '2026-12-02')
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from (select subject_id, type from events where type = 'obligation.broken' group by 1, 2 having count(*) > 1) twice`,
    )
    return { due: count, perSecondOne: one, perSecondTwo: two, twice: Number(rows[0]?.n ?? 0) }
  } finally {
    await client.end()
  }
}

async function timed(client: pg.Client, url: string, count: number, workers: number, day: string): Promise<number> {
  const { rowCount } = await client.query(
    `update obligations set due_at = $1::timestamptz + (random() * 3600) * interval '1 second', next_at = $1::timestamptz, warn_ats = '[]'
     where id in (select id from obligations where state = 'pending' and kind = 'restore' and next_at > '2027-01-01' order by id limit $2)`,
    [`${day}T00:00:00Z`, count],
  )
  await client.query(`update obligations set next_at = due_at where next_at = $1`, [`${day}T00:00:00Z`])
  const now = instant(Date.parse(`${day}T02:00:00Z`))
  const log = openLog('error')
  const started = performance.now()
  await Promise.all(Array.from({ length: workers }, () => toQuiet(url, now, log)))
  return (rowCount ?? 0) / ((performance.now() - started) / 1000)
}

async function toQuiet(url: string, now: ReturnType<typeof instant>, log: ReturnType<typeof openLog>): Promise<void> {
  const pool = openPool(url, log, { max: 2, applicationName: 'bench sweep' })
  const sweep = openObligationSweep({ db: openDb(pool), log, sightsOf: ticketSights })
  for (;;) {
    const { fired, next } = await sweep(now, now)
    if (fired === 0 && (next === null || next > now)) break
    if (fired === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await pool.end()
}
