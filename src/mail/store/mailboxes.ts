import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Brand } from '../rules/brand.ts'
import type { MailTrouble } from '../rules/mail-trouble.ts'
import type { ReceiveSettings, SendSettings } from '../rules/mailbox-settings.ts'

export type MailboxHealthState = 'unknown' | 'connecting' | 'idle' | 'failing'

export type MailboxRecord = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly productLine: { readonly id: string; readonly name: string }
  readonly locale: 'zh-CN' | 'en'
  /** Null: customers know us by the workspace's name. */
  readonly brand: Brand | null
  readonly receive: ReceiveSettings
  readonly send: SendSettings
  /** Sealed; null when there are none. */
  readonly secrets: Uint8Array | null
  readonly isDefault: boolean
  readonly active: boolean
  readonly quietAlarmHours: number | null
  readonly uidValidity: number | null
  readonly uid: number | null
  readonly health: MailboxHealthState
  readonly healthSince: Instant | null
  readonly healthTrouble: MailTrouble | null
  readonly healthDetail: string | null
  readonly alarmedAt: Instant | null
  readonly lastMailAt: Instant | null
  readonly leasedBy: string | null
  readonly leasedUntil: Instant | null
  readonly version: number
  readonly createdAt: Instant
}

const COLUMNS = sql`
  b.id, b.name, b.address, json_build_object('id', l.id, 'name', l.name) as "productLine", b.locale, b.brand, b.receive, b.send, b.secrets,
  b.is_default as "isDefault", b.active, b.quiet_alarm_hours as "quietAlarmHours", b.uid_validity as "uidValidity", b.uid,
  b.health, b.health_since as "healthSince", b.health_trouble as "healthTrouble", b.health_detail as "healthDetail",
  b.alarmed_at as "alarmedAt", b.last_mail_at as "lastMailAt", b.leased_by as "leasedBy", b.leased_until as "leasedUntil",
  b.version, b.created_at as "createdAt"`
const FROM = sql`from mailboxes b join product_lines l on l.id = b.product_line_id`

/** All of them, those in use first. */
export async function listMailboxes(db: Db | Tx): Promise<MailboxRecord[]> {
  return (await sql<MailboxRecord>`select ${COLUMNS} ${FROM} order by b.active desc, b.name, b.id`.execute(db)).rows
}

/** Those in use: what workers read and by what they send. */
export async function listActiveMailboxes(db: Db | Tx): Promise<MailboxRecord[]> {
  return (await sql<MailboxRecord>`select ${COLUMNS} ${FROM} where b.active order by b.id`.execute(db)).rows
}

export async function loadMailbox(db: Db | Tx, id: string): Promise<MailboxRecord | undefined> {
  return (await sql<MailboxRecord>`select ${COLUMNS} ${FROM} where b.id = ${id}`.execute(db)).rows[0]
}

export async function lockMailbox(tx: Tx, id: string): Promise<MailboxRecord | undefined> {
  return (await sql<MailboxRecord>`select ${COLUMNS} ${FROM} where b.id = ${id} for update of b`.execute(tx)).rows[0]
}

/** The mailbox that has one of these addresses, in use or not; of several the one whose address stands first. */
export async function mailboxAmong(db: Db | Tx, addresses: readonly [string, ...string[]]): Promise<MailboxRecord | undefined> {
  const { rows } = await sql<MailboxRecord>`
    select ${COLUMNS} ${FROM} where b.address = any(${addresses}) order by b.address = ${addresses[0]} desc limit 1`.execute(db)
  return rows[0]
}

/** True when nobody else reads it: it is this worker's until `until`. Its own lease is prolonged. */
export async function leaseMailbox(
  db: Db | Tx,
  { id, workerId, now, until }: { id: string; workerId: string; now: Instant; until: Instant },
): Promise<boolean> {
  const { rows } = await sql`
    update mailboxes set leased_by = ${workerId}, leased_until = ${formatInstant(until)}::timestamptz
    where id = ${id} and active and (leased_by is null or leased_by = ${workerId} or leased_until <= ${formatInstant(now)}::timestamptz)
    returning 1`.execute(db)
  return rows.length > 0
}

/** Gives a lease of this worker's back, so that another need not wait for its end. */
export async function releaseMailbox(db: Db | Tx, { id, workerId }: { id: string; workerId: string }): Promise<void> {
  await sql`update mailboxes set leased_by = null, leased_until = null where id = ${id} and leased_by = ${workerId}`.execute(db)
}

/** In the transaction that stores the mail: the folder has been read up to `uid`. Never back, as long as the server counts on. */
export async function moveCursor(
  tx: Db | Tx,
  { id, uidValidity, uid, at }: { id: string; uidValidity: bigint | number; uid: number; at: Instant },
): Promise<void> {
  await sql`
    update mailboxes set uid = case when uid_validity = ${String(uidValidity)}::bigint then greatest(uid, ${uid}::bigint) else ${uid}::bigint end,
      uid_validity = ${String(uidValidity)}::bigint, last_mail_at = greatest(last_mail_at, ${formatInstant(at)}::timestamptz)
    where id = ${id}`.execute(tx)
}

/** A mail came by another way than a folder. */
export async function noteMailArrived(tx: Db | Tx, { id, at }: { id: string; at: Instant }): Promise<void> {
  await sql`update mailboxes set last_mail_at = greatest(last_mail_at, ${formatInstant(at)}::timestamptz) where id = ${id}`.execute(tx)
}

export type MailboxHealth = {
  readonly state: MailboxHealthState
  readonly since: Instant | null
  readonly trouble: MailTrouble | null
  readonly detail: string | null
}

export async function setMailboxHealth(db: Db | Tx, id: string, { state, since, trouble, detail }: MailboxHealth): Promise<void> {
  await sql`
    update mailboxes set health = ${state}, health_since = ${since === null ? null : formatInstant(since)}::timestamptz,
      health_trouble = ${trouble}, health_detail = ${detail}
    where id = ${id}`.execute(db)
}

/** Whether some other one speaks for all; the lock makes two that want to be it wait for each other. */
export async function lockDefaultMailbox(tx: Tx): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtext('mailboxes.is_default'))`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from mailboxes where is_default for update`.execute(tx)
  return rows[0]?.id ?? null
}

/** No mailbox speaks for all until another is said to, in the same transaction. */
export async function clearDefaultMailbox(tx: Tx): Promise<void> {
  await sql`update mailboxes set is_default = false where is_default`.execute(tx)
}

export async function productLineInUse(tx: Tx, id: string): Promise<boolean> {
  return (await sql`select from product_lines where id = ${id} and archived_at is null`.execute(tx)).rows.length > 0
}

export async function saveMailboxSecrets(tx: Tx, id: string, sealed: Uint8Array | null): Promise<void> {
  await sql`update mailboxes set secrets = ${sealed === null ? null : Buffer.from(sealed)} where id = ${id}`.execute(tx)
}

/** Its provider lets us in no more until a person does something: said of a mailbox that only sends, too. */
export async function noteShutOut(
  tx: Tx,
  { id, at, trouble, detail }: { id: string; at: Instant; trouble: MailTrouble; detail: string },
): Promise<void> {
  await sql`
    update mailboxes set health = 'failing', health_trouble = ${trouble}, health_detail = ${detail},
      health_since = case when health = 'failing' and health_trouble = ${trouble} then health_since else ${formatInstant(at)}::timestamptz end
    where id = ${id}`.execute(tx)
}

/** Its provider gave a token: whatever was said of it letting us in no more is over. */
export async function noteLetIn(tx: Tx, id: string): Promise<void> {
  await sql`
    update mailboxes set health = 'unknown', health_since = null, health_trouble = null, health_detail = null
    where id = ${id} and health_trouble in ('sign_in_again', 'app_refused')`.execute(tx)
}

/** Notes that somebody is told; false when it was noted meanwhile. */
export async function noteAlarm(tx: Tx, { id, before, at }: { id: string; before: Instant | null; at: Instant }): Promise<boolean> {
  const { rows } = await sql`
    update mailboxes set alarmed_at = ${formatInstant(at)}::timestamptz
    where id = ${id} and alarmed_at is not distinct from ${before === null ? null : formatInstant(before)}::timestamptz returning id`.execute(
    tx,
  )
  return rows.length === 1
}
