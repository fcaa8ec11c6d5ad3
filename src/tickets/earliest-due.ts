import { formatInstant, type Instant } from '#kernel/instant'
import type { Obligation } from '#obligations'
import { isOpen } from '#obligations/rules/obligation'

/** What lists sort and band by, columns of `ticket_dues`: the earliest open due and the earliest instant of risk. */
export function earliestDue(obligations: readonly Obligation[]) {
  const open = obligations.filter((obligation) => isOpen(obligation) && obligation.dueAt !== null && obligation.mode !== 'observe')
  const next = open.reduce<Obligation | null>((first, one) => (first === null || (one.dueAt ?? 0) < (first.dueAt ?? 0) ? one : first), null)
  const risk = open.reduce<Instant | null>((first, one) => {
    const at = one.state === 'broken' ? one.dueAt : (one.warnAts[0] ?? one.dueAt)
    return at !== null && (first === null || at < first) ? at : first
  }, null)
  return {
    due_at: next?.dueAt == null ? null : formatInstant(next.dueAt),
    due_kind: next?.kind ?? null,
    risk_from: risk === null ? null : formatInstant(risk),
  }
}
