import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { KindCount } from '../rules/adoption.ts'

/** Obligations under a policy whose due fell into [from, to), counted by kind. `wouldHaveClimbed`: broken for ten minutes at least. */
export async function countByKind(
  db: Db | Tx,
  { policyId, from, to }: { readonly policyId: string; readonly from: Instant; readonly to: Instant },
): Promise<KindCount[]> {
  const { rows } = await sql<KindCount>`
    select o.kind, count(*) as armed, count(*) filter (where o.state = 'kept') as kept, count(*) filter (where o.state = 'broken') as broken,
      count(*) filter (where o.state = 'broken' and coalesce(o.fulfilled_at, o.cancelled_at, ${formatInstant(to)}::timestamptz) >= o.broken_at + interval '10 minutes') as "wouldHaveClimbed"
    from obligations o
    where o.policy_id = ${policyId} and o.state <> 'cancelled'
      and coalesce(o.due_at, '9999-12-31T00:00:00Z'::timestamptz(3)) >= ${formatInstant(from)}::timestamptz
      and coalesce(o.due_at, '9999-12-31T00:00:00Z'::timestamptz(3)) < ${formatInstant(to)}::timestamptz
    group by o.kind order by o.kind`.execute(db)
  return rows
}
