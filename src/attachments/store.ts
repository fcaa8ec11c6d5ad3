import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

export type Attachment = {
  readonly id: string
  readonly uploaderKind: string
  readonly uploaderId: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly mediaType: string
  readonly createdAt: Instant
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly reportId: string | null
  readonly linkedAt: Instant | null
}

export async function insertAttachment(tx: Db | Tx, attachment: Attachment): Promise<void> {
  const { id, uploaderKind, uploaderId, name, size, sha256, mediaType, createdAt } = attachment
  await sql`
    insert into attachments (id, uploader_kind, uploader_id, name, size, sha256, media_type, created_at)
    values (${id}, ${uploaderKind}, ${uploaderId}, ${name}, ${size}, ${sha256}, ${mediaType}, ${formatInstant(createdAt)})`.execute(tx)
}

export async function findAttachment(db: Db | Tx, id: string): Promise<Attachment | null> {
  const { rows } = await sql<Attachment>`
    select id, uploader_kind as "uploaderKind", uploader_id as "uploaderId", name, size, sha256, media_type as "mediaType", created_at as "createdAt",
      ticket_id as "ticketId", message_id as "messageId", report_id as "reportId", linked_at as "linkedAt"
    from attachments where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The files of a message, in the order they were given. */
export async function attachmentsOf(
  db: Db | Tx,
  { ticketId, messageId }: { readonly ticketId: string; readonly messageId: string },
): Promise<Pick<Attachment, 'name' | 'size' | 'sha256' | 'mediaType'>[]> {
  const { rows } = await sql<Pick<Attachment, 'name' | 'size' | 'sha256' | 'mediaType'>>`
    select name, size, sha256, media_type as "mediaType" from attachments where ticket_id = ${ticketId} and message_id = ${messageId} order by id`.execute(
    db,
  )
  return rows
}

/** Bytes somebody has uploaded since an instant. */
export async function uploadedSince(db: Db | Tx, uploaderKind: string, uploaderId: string, since: Instant): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select coalesce(sum(size), 0)::text as bytes from attachments
    where uploader_kind = ${uploaderKind} and uploader_id = ${uploaderId} and created_at > ${formatInstant(since)}::timestamptz`.execute(db)
  return Number(rows[0]?.bytes ?? 0)
}

/** Deletes up to `limit` unlinked uploads made before an instant, and gives the contents they named. */
export async function deleteUnlinkedBefore(db: Db | Tx, before: Instant, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    delete from attachments where linked_at is null and id in (
      select id from attachments where linked_at is null and created_at < ${formatInstant(before)}::timestamptz
      order by created_at limit ${limit} for update skip locked)
    returning sha256`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

/** Which of these contents no row names. */
export async function unusedContents(db: Db | Tx, sha256s: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select given.sha256 from unnest(${sha256s}::text[]) given (sha256)
    where not exists (select from attachments a where a.sha256 = given.sha256)`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

/** Until this transaction ends nobody else adds a row for this content or removes it. */
export async function lockContent(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`content ${sha256}`}, 0))`.execute(tx)
}

/** Until this transaction ends nobody else counts this person's uploads. */
export async function lockUploads(tx: Tx, uploaderId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`uploads ${uploaderId}`}, 0))`.execute(tx)
}
