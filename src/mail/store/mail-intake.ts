import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { type FoundPeople, type KnownPeople, knownPeople } from './senders.ts'

/** A mail as the question asks for it. `received`: as which one it waits, and by what copies of it are known; null: it is only looked at. */
export type MailAsked = {
  readonly received: { readonly id: string; readonly identity: string } | null
  readonly messageId: string | null
  readonly addresses: readonly string[]
  /** What it answers, the latest first. */
  readonly references: readonly string[]
}

/** What is known about a mail before its place is found. `Sight`: what decides who sees a ticket, as `ticket_sight` in the database tells it. */
export type MailKnown<Sight> = {
  /** A copy of it was taken before. */
  readonly copy: { readonly ticketId: string | null } | null
  readonly people: KnownPeople
  /** Where its thread leads, and what decides who sees that. */
  readonly thread: { readonly ticketId: string; readonly sight: Sight } | null
  /** We sent it ourselves. */
  readonly isOwn: boolean
}

/** Everything about a mail in one question. With `received` it is held until the transaction ends; null: it waits no more. */
export async function askAboutMail<Sight>(
  db: Db | Tx,
  { received, messageId, addresses, references }: MailAsked,
): Promise<MailKnown<Sight> | null> {
  type Found = { copy: MailKnown<Sight>['copy']; people: FoundPeople; ticketId: string | null; sight: Sight | null; isOwn: boolean }
  const { rows } = await sql<{ found: Found | null }>`
    select mail_intake(${received?.id ?? null}::uuid, ${received?.identity ?? null}, ${messageId}, ${addresses}::text[], ${references}::text[]) as found`.execute(
    db,
  )
  const found = rows[0]?.found
  if (!found) return null
  const { copy, people, ticketId, sight, isOwn } = found
  return { copy, people: knownPeople(people), thread: ticketId && sight ? { ticketId, sight } : null, isOwn }
}
