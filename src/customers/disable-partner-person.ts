import { commitChange, type IdentityPort, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { WriteSet } from '#platform/write-set'
import { loadPartnerPerson } from './store/partners.ts'

/** One of a partner's people, whose row is held, loses their access: row, event, sessions and keys. */
export async function disablePartnerPerson(tx: Tx, ctx: Ctx, id: string, ports: Pick<IdentityPort, 'disableIdentity'>): Promise<void> {
  const person = (await loadPartnerPerson(tx, id))!
  const writes = new WriteSet().update('partner_people', ['id'], [toColumns({ id, active: false, version: person.version + 1 })])
  const changed = { active: { from: true, to: false } }
  await commitChange(tx, ctx, writes, { type: 'partner-person.changed', subject: { type: 'partner-person', id }, data: { changed } })
  await ports.disableIdentity(tx, { personKind: 'partner', personId: id }, { actor: ctx.actor, now: ctx.now })
}
