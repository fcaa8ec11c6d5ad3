import { sql } from 'kysely'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { OpenAsk } from '../rules/ask.ts'

export async function ticketOfAsk(db: Db | Tx, askId: string): Promise<string | null> {
  return (await sql<{ ticket_id: string }>`select ticket_id from asks where id = ${askId}`.execute(db)).rows[0]?.ticket_id ?? null
}

/** The question while it waits for its answer. Lock its ticket first. */
export async function openAsk(tx: Tx, askId: string): Promise<OpenAsk | null> {
  const { rows } = await sql<OpenAsk>`
    select id, asked_by as "askedById", to_id as "toId" from asks where id = ${askId} and answered_at is null and ended_at is null`.execute(
    tx,
  )
  return rows[0] ?? null
}

/**
 * Whether this person of ours is active, and stays so until the transaction ends: whoever is being disabled is waited for, and
 * no question reaches them behind the moving of their duties.
 */
export async function staysActive(tx: Tx, staffId: StaffId): Promise<boolean> {
  const { rows } = await sql<{ active: boolean }>`select active from staff where id = ${staffId} for key share`.execute(tx)
  return rows[0]?.active ?? false
}

/** Questions on a ticket that wait for an answer. Lock it first. */
export async function openAsksOn(tx: Tx, ticketId: string): Promise<OpenAsk[]> {
  const { rows } = await sql<OpenAsk>`
    select id, asked_by as "askedById", to_id as "toId" from asks
    where ticket_id = ${ticketId} and answered_at is null and ended_at is null order by asked_at, id`.execute(tx)
  return rows
}

/** Questions on a ticket that wait for this person. */
export async function openAsksTo(tx: Tx, ticketId: string, staffId: StaffId): Promise<OpenAsk[]> {
  const { rows } = await sql<OpenAsk>`
    select id, asked_by as "askedById", to_id as "toId" from asks
    where ticket_id = ${ticketId} and to_id = ${staffId} and answered_at is null and ended_at is null order by asked_at, id`.execute(tx)
  return rows
}

export type AskRecord = {
  id: string
  asked_by: string
  asked_by_name: string
  to_id: string
  to_name: string
  to_function: string | null
  question: string
  asked_at: Instant
  due_at: Instant | null
  answered_at: Instant | null
  answered_by: string | null
  answered_by_name: string | null
  answer: string | null
  ended_at: Instant | null
  ended_why: string | null
}

/** Every question on a ticket (or the `only` one), oldest first, with when its answer is due. */
export async function listAsks(db: Db | Tx, ticketId: string, only: string | null = null): Promise<AskRecord[]> {
  const { rows } = await sql<AskRecord>`
    select k.id, k.asked_by, b.name as asked_by_name, k.to_id, r.name as to_name, k.to_function, k.question, k.asked_at,
      (select o.due_at from obligations o where o.ticket_id = k.ticket_id and o.subject_type = 'ask' and o.subject_id = k.id) as due_at,
      k.answered_at, k.answered_by, a.name as answered_by_name, k.answer, k.ended_at, k.ended_why
    from asks k join staff b on b.id = k.asked_by join staff r on r.id = k.to_id left join staff a on a.id = k.answered_by
    where k.ticket_id = ${ticketId} ${only === null ? sql`` : sql`and k.id = ${only}`} order by k.asked_at, k.id limit 1000`.execute(db)
  return rows
}
