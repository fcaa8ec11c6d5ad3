import { sql } from 'kysely'
import { addMs, formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { withCommit } from '#platform/pipelined-dialect'

export type MailOrigin = 'imap' | 'smtp' | 'import'
/** A mail as it arrived. `rawSha256` opens its bytes in the store of mails. */
export type Arrival = {
  readonly id: string
  readonly mailboxId: string | null
  readonly source: MailOrigin
  readonly envelopeFrom: string | null
  readonly envelopeTo: readonly string[]
  readonly rawSha256: string
  readonly size: number
  readonly receivedAt: Instant
}

/** Stores an arrival to be taken at once. False: these very bytes are here already. */
export async function insertArrival(tx: Db | Tx, arrival: Arrival): Promise<boolean> {
  const { id, mailboxId, source, envelopeFrom, envelopeTo, rawSha256, size, receivedAt } = arrival
  const at = formatInstant(receivedAt)
  const { rows } = await sql`
    insert into received_mails (id, mailbox_id, source, envelope_from, envelope_to, raw_sha256, size, received_at, next_try_at)
    values (${id}, ${mailboxId}, ${source}, ${envelopeFrom}, ${envelopeTo}, ${rawSha256}, ${size}, ${at}::timestamptz, ${at}::timestamptz)
    on conflict (raw_sha256) do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** A mail somebody works on: where it came to, and how often it was tried, this time included. */
export type Claimed = Omit<Arrival, 'size'> & {
  readonly attempts: number
  readonly productLineId: string | null
  readonly mailboxLocale: 'zh-CN' | 'en' | null
}

/** Takes up to `limit` waiting mails for `leaseMs`: nobody else does meanwhile, and a worker that dies gives them back by that. */
export async function claimWaiting(db: Db, now: Instant, leaseMs: number, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select id from received_mails where state = 'waiting' and next_try_at <= ${formatInstant(now)}::timestamptz order by next_try_at, id limit ${limit} for update skip locked),
    claimed as (
      update received_mails r set attempts = r.attempts + 1, next_try_at = ${formatInstant(addMs(now, leaseMs))}::timestamptz from due where r.id = due.id returning r.*)
    select c.id, c.mailbox_id as "mailboxId", c.source, c.envelope_from as "envelopeFrom", c.envelope_to as "envelopeTo", c.raw_sha256 as "rawSha256",
      c.received_at as "receivedAt", c.attempts, m.product_line_id as "productLineId", m.locale as "mailboxLocale"
    from claimed c left join mailboxes m on m.id = c.mailbox_id order by c.received_at, c.id`.execute(db)
  return rows
}

/** Holds a mail until the transaction ends; false when it is settled already. */
export async function lockWaiting(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from received_mails where id = ${id} and state = 'waiting' for update`.execute(tx)
  return rows.length === 1
}

/** What a mail turned out to be. */
export type Told = {
  readonly identity: string | null
  readonly messageId: string | null
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly subject: string | null
  readonly automatic: string | null
  readonly content: Readonly<Record<string, unknown>> | null
}
export type Outcome = {
  readonly state: 'taken' | 'ignored' | 'duplicate' | 'quarantined'
  readonly why: string | null
  readonly detail?: string | null
  readonly matchedBy?: string | null
  readonly ticketId?: string | null
  readonly postedMessageId?: string | null
}

/** Ends the work on a mail, sent with the commit. Fails on the index of identities when a copy of it was taken meanwhile: the caller tries again and finds it. */
export async function settleMail(db: Db | Tx, id: string, told: Told, outcome: Outcome, at: Instant): Promise<void> {
  const { state, why, detail = null, matchedBy = null, ticketId = null, postedMessageId = null } = outcome
  const settled = sql`
    update received_mails set state = ${state}, why = ${why}, detail = ${detail}, matched_by = ${matchedBy}, ticket_id = ${ticketId}, posted_message_id = ${postedMessageId},
      identity = ${told.identity}, message_id = ${told.messageId}, from_address = ${told.fromAddress}, from_name = ${told.fromName}, subject = ${told.subject},
      automatic = ${told.automatic}, content = ${told.content === null ? null : JSON.stringify(told.content)}::jsonb,
      done_at = ${formatInstant(at)}::timestamptz, next_try_at = null
    where id = ${id}`
  await db.executeQuery(withCommit(settled.compile(db)))
}

/** Puts a mail that could not be handled off until `at`, saying why. One that is settled meanwhile stays as it is. */
export async function putOff(db: Db, id: string, why: string, detail: string, at: Instant): Promise<void> {
  await sql`update received_mails set why = ${why}, detail = ${detail}, next_try_at = ${formatInstant(at)}::timestamptz
    where id = ${id} and state = 'waiting'`.execute(db)
}

/** What became of the mails of these bytes so far. */
export async function settledMails(
  db: Db,
  rawSha256s: readonly string[],
): Promise<
  readonly {
    rawSha256: string
    state: string
    why: string | null
    detail: string | null
    number: number | null
    matchedBy: string | null
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof settledMails>>[number]>`
    select r.raw_sha256 as "rawSha256", r.state, r.why, r.detail, t.number, r.matched_by as "matchedBy"
    from received_mails r left join tickets t on t.id = r.ticket_id where r.raw_sha256 = any(${rawSha256s}::text[])`.execute(db)
  return rows
}

/** A mail that its server has and we do not: too big, or not given. It stands in quarantine by its place, without bytes. */
export async function noteUnfetched(
  tx: Tx,
  mail: {
    readonly id: string
    readonly mailboxId: string
    readonly uidValidity: bigint
    readonly uid: number
    readonly why: string
    readonly size: number | null
    readonly detail: string
    readonly at: Instant
  },
): Promise<void> {
  const at = formatInstant(mail.at)
  await sql`
    insert into received_mails (id, mailbox_id, source, raw_sha256, size, received_at, state, why, detail, done_at)
    values (${mail.id}, ${mail.mailboxId}, 'imap', ${`unfetched ${mail.mailboxId} ${mail.uidValidity} ${mail.uid}`}, ${mail.size ?? 0}, ${at}::timestamptz,
      'quarantined', ${mail.why}, ${mail.detail.slice(0, 2000)}, ${at}::timestamptz)
    on conflict (raw_sha256) do nothing`.execute(tx)
}

/** The uids, in the folder as the cursor knows it, of mails that were not fetched for that reason. */
export async function unfetchedUids(db: Db, mailboxId: string, why: string): Promise<number[]> {
  const { rows } = await sql<{ uid: number }>`
    select split_part(r.raw_sha256, ' ', 4)::bigint as uid from received_mails r join mailboxes m on m.id = r.mailbox_id
    where r.mailbox_id = ${mailboxId} and r.state = 'quarantined' and r.why = ${why} and r.raw_sha256 like 'unfetched %'
      and split_part(r.raw_sha256, ' ', 3)::bigint = m.uid_validity`.execute(db)
  return rows.map(({ uid }) => Number(uid))
}
