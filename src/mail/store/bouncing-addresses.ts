import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

export type BouncingAddress = {
  readonly address: string
  readonly standing: 'temporary' | 'permanent'
  readonly bounces: number
  readonly status: string | null
  readonly diagnostic: string | null
  readonly bouncedAt: Instant
}

/** Addresses that did not take our mail, by name. */
export async function listBouncing(
  db: Db | Tx,
  page: {
    readonly standing: 'temporary' | 'permanent' | null
    readonly pattern: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<BouncingAddress[]> {
  const { standing, pattern, after, limit } = page
  const { rows } = await sql<BouncingAddress>`
    select address, standing, bounces, status, diagnostic, bounced_at as "bouncedAt" from mail_addresses
    where true ${standing === null ? sql`` : sql`and standing = ${standing}`} ${pattern === null ? sql`` : sql`and address like ${pattern}`}
      ${after === null ? sql`` : sql`and address > ${after}`}
    order by address limit ${limit}`.execute(db)
  return rows
}

/** What was known of the address, which it no longer is. */
export async function takeBouncing(tx: Tx, address: string): Promise<{ readonly standing: string; readonly bounces: number } | undefined> {
  const { rows } = await sql<{ standing: string; bounces: number }>`
    delete from mail_addresses where address = ${address} returning standing, bounces`.execute(tx)
  return rows[0]
}
