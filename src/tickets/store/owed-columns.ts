import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import { type Obligation, type ObligationRecord, obligationFrom } from '#obligations'
import { isOpen } from '#obligations/rules/obligation'
import type { Db, Tx } from '#platform/db'

/** What lists sort and band by, kept with the ticket: the earliest open due and the earliest instant of risk. */
export function owedColumns(obligations: readonly Obligation[]) {
  const open = obligations.filter((obligation) => isOpen(obligation) && obligation.dueAt !== null && obligation.mode !== 'observe')
  const next = open.reduce<Obligation | null>((first, one) => (first === null || (one.dueAt ?? 0) < (first.dueAt ?? 0) ? one : first), null)
  const risk = open.reduce<Instant | null>((first, one) => {
    const at = one.state === 'broken' ? one.dueAt : (one.warnAts[0] ?? one.dueAt)
    return at !== null && (first === null || at < first) ? at : first
  }, null)
  return {
    next_due_at: next?.dueAt == null ? null : formatInstant(next.dueAt),
    next_due_kind: next?.kind ?? null,
    risk_at: risk === null ? null : formatInstant(risk),
  }
}

export async function openObligationsOf(db: Db | Tx, ticketIds: readonly string[]): Promise<Obligation[]> {
  const { rows } = await sql<{ record: ObligationRecord }>`
    select to_jsonb(o) as record from obligations o
    where o.ticket_id = any(${ticketIds}::uuid[]) and o.state in ('pending', 'broken') and o.fulfilled_at is null and o.cancelled_at is null`.execute(
    db,
  )
  return rows.map((row) => obligationFrom(row.record))
}
