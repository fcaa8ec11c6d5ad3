import type { Instant } from '#kernel/instant'
import { loadWorkspace } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor, encodeCursor } from '#platform/cursor'
import { notFound, Refused } from '#platform/refused'
import { listSight, ticketSightSql } from '#tickets'
import type { QualitiesOut, QualitiesQuery } from '../contract.ts'
import { mayReadReports } from '../policy.ts'
import { addMonths, monthsBetween } from '../rules/months.ts'
import { NO_COUNTS, qualities } from '../rules/qualities.ts'
import { countQualities, type GroupCounts, hasMoreThan } from '../store/count-qualities.ts'
import type { GroupKey } from '../store/quality-sql.ts'

/** Without a range: this month and the two before. */
const USUAL_MONTHS = 3
/** About a second for every 20,000 tickets: nobody should wait longer, and no statement run into the database's limit. */
const MOST_TICKETS = 100_000

/** The four qualities as far as this reader may see tickets. Refused: `invalid-input` for a range that is none or too long, `report-too-large`. */
export async function readQualities(ctx: Ctx, query: QualitiesQuery): Promise<QualitiesOut> {
  if (!mayReadReports(ctx.actor)) throw notFound()
  const timeZone = (await loadWorkspace(ctx.db))?.timeZone ?? 'UTC'
  const { from, to } = range(query, ctx.now, timeZone)
  const months = monthsBetween(from, to)
  if (months === null) throw new Refused('invalid-input', {}, [{ path: 'from', code: 'out-of-range' }])
  const asked = {
    ...{ from, until: addMonths(to, 1), timeZone, accountId: query.accountId ?? null, productLineId: query.productLineId ?? null },
    ...{ limit: query.limit + 1, after: keyOf(query.cursor), sight: ticketSightSql(listSight(ctx.actor)) },
  }
  if (await hasMoreThan(ctx.db, asked, MOST_TICKETS)) throw new Refused('report-too-large', { limit: MOST_TICKETS })
  const counted = await countQualities(ctx.db, asked)
  const page = counted.groups.slice(0, query.limit)
  const last = counted.groups.length > query.limit ? page.at(-1) : undefined
  return {
    ...{ from, to, timeZone, total: qualities(counted.total ?? NO_COUNTS) },
    months: months.map((month) => ({ month, ...qualities(counted.months.get(month) ?? NO_COUNTS) })),
    items: page.map(({ month, account, productLine, counts }) => ({ month, account, productLine, ...qualities(counts) })),
    nextCursor: last ? encodeCursor(keysOf(last)) : null,
  }
}

function range({ from, to }: QualitiesQuery, now: Instant, timeZone: string): { from: string; to: string } {
  const last =
    to ?? (from === undefined ? monthOf(now, timeZone) : earlier(addMonths(from, USUAL_MONTHS - 1), monthOf(now, timeZone), from))
  return { from: from ?? addMonths(last, 1 - USUAL_MONTHS), to: last }
}

/** Not beyond the present month, unless the range begins there. */
function earlier(month: string, present: string, from: string): string {
  return month > present && present >= from ? present : month
}

function monthOf(at: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}`
}

/** The month by its first day, then what the order goes on by. */
function keysOf({ month, counts, account, productLine }: GroupCounts): string[] {
  return [`${month}-01`, String(counts.tickets), account.id, productLine.id]
}

function keyOf(cursor: string | undefined): GroupKey | null {
  const keys = decodeCursor(cursor, ['date', 'text', 'uuid', 'uuid'])
  if (keys === null) return null
  const [day = '', tickets = '', accountId = '', productLineId = ''] = keys
  if (!/^\d{1,9}$/.test(tickets)) throw new Refused('invalid-input', {}, [{ path: 'cursor', code: 'invalid-format' }])
  return { month: day.slice(0, 7), tickets: Number(tickets), accountId, productLineId }
}
