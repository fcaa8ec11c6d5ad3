import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { PlaybookDocument } from '../rules/playbook.ts'
import type { RelayEdition } from '../rules/relay-at.ts'
import type { TicketKind } from '../rules/vocabulary.ts'

/** A playbook as the workspace published it. A kind without one is worked by the default, version 1. */
export type PlaybookRecord = {
  readonly kind: TicketKind
  readonly version: number
  readonly document: PlaybookDocument
  readonly updatedAt: Instant
  readonly updatedBy: string | null
}

const select = sql`
  select p.kind, p.version, p.document, p.updated_at as "updatedAt", s.name as "updatedBy" from playbooks p
    left join playbook_versions v on v.kind = p.kind and v.version = p.version left join staff s on s.id = v.created_by`

/** At most one a kind. */
export async function listPlaybooks(db: Db | Tx): Promise<PlaybookRecord[]> {
  return (await sql<PlaybookRecord>`${select} order by p.kind`.execute(db)).rows
}

/**
 * The row is there from the first edit on: `first` is what stands before it. Two who edit at once, whichever kind, come one
 * after the other: publications are counted.
 */
export async function lockPlaybook(tx: Tx, kind: TicketKind, first: PlaybookDocument, at: Instant): Promise<PlaybookRecord> {
  await sql`lock table playbook_versions in share row exclusive mode`.execute(tx)
  await sql`insert into playbooks (kind, document, updated_at) values (${kind}, ${JSON.stringify(first)}, ${formatInstant(at)}) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<PlaybookRecord>`${select} where p.kind = ${kind} for update of p`.execute(tx)
  return rows[0]!
}

/** Every publication's relay, oldest first: there are as many as somebody has edited playbooks. */
export async function listEditions(db: Db | Tx): Promise<RelayEdition[]> {
  const { rows } = await sql<RelayEdition>`
    select kind, edition, document->'relay' as relay from playbook_versions order by edition`.execute(db)
  return rows
}

/** The number of the next publication of any playbook. */
export async function nextEdition(tx: Tx): Promise<number> {
  return (await sql<{ next: number }>`select coalesce(max(edition), 0) + 1 as next from playbook_versions`.execute(tx)).rows[0]!.next
}

/** What may be a station. */
export async function functionKeys(db: Db | Tx): Promise<string[]> {
  return (await sql<{ key: string }>`select key from functions order by position, key`.execute(db)).rows.map((row) => row.key)
}
