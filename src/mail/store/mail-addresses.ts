import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import type { Standing } from '../rules/address-standing.ts'

export type AddressRecord = { readonly standing: Standing; readonly bounces: number }

/** What is known of an address, locked until the transaction is over; null: it has taken everything so far. */
export async function lockAddress(tx: Tx, address: string): Promise<AddressRecord | null> {
  const { rows } = await sql<AddressRecord>`select standing, bounces from mail_addresses where address = ${address} for update`.execute(tx)
  return rows[0] ?? null
}

export async function writeAddress(
  tx: Tx,
  address: string,
  record: AddressRecord & { readonly status: string | null; readonly diagnostic: string | null; readonly at: Instant },
): Promise<void> {
  await sql`
    insert into mail_addresses (address, standing, bounces, status, diagnostic, bounced_at)
    values (${address}, ${record.standing}, ${record.bounces}, ${record.status}, ${record.diagnostic}, ${formatInstant(record.at)}::timestamptz)
    on conflict (address) do update set standing = excluded.standing, bounces = excluded.bounces, status = excluded.status,
      diagnostic = excluded.diagnostic, bounced_at = excluded.bounced_at`.execute(tx)
}
