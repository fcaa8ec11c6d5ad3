import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange } from '../commit-change.ts'
import type { Disabling } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import type { IdentityPort, MoveDuties } from '../ports.ts'
import { nameStandings } from '../rules/standing.ts'
import { clearPlaces, loadStaff, loadStandings, lockAdministrators, lockStaff, type StaffRecord } from '../store/staff.ts'

export type DisableStaffPorts = { readonly moveDuties: MoveDuties; readonly identity: Pick<IdentityPort, 'disableIdentity'> }

/**
 * Disables a person: their duties and offers go to others, their squads and rosters let them go, their sign-in ends, all in one
 * transaction. Refused `staff-still-needed` (naming what must be handed on first) and `last-administrator`. Again is harmless.
 * Duties move before the person's row is locked, as tickets are locked before staff everywhere; what the database still
 * refuses (docs/adr/0007) is decided again as a whole.
 */
export async function disableStaff(
  ctx: Ctx,
  id: string,
  ports: DisableStaffPorts,
  { reason }: Disabling = {},
): Promise<{ staff: StaffRecord; movedDuties: number }> {
  allow(mayAdminister(ctx.actor))
  return ctx.transaction(async (tx) => {
    const before = await loadStaff(tx, id)
    if (!before) throw notFound()
    if (!before.active) return { staff: before, movedDuties: 0 }
    // Asked twice: here so that the answer is clear before anything moves, under the lock so that it is true.
    await refuseWhileNeeded(tx, before)
    const movedBefore = await ports.moveDuties(ctx, tx, before.id)
    const administrators = await lockAdministrators(tx)
    const staff = await lockStaff(tx, id)
    if (!staff) throw notFound()
    if (administrators.length === 1 && administrators[0] === id) throw new Refused('last-administrator', { name: staff.name })
    await refuseWhileNeeded(tx, staff)
    // The few that came to this person since; under the lock no more can.
    const movedDuties = movedBefore + (await ports.moveDuties(ctx, tx, before.id))
    const cleared = await clearPlaces(tx, id, formatInstant(ctx.now))
    const row = toColumns({ id, active: false, disabledAt: ctx.now, version: staff.version + 1 })
    await commitChange(tx, ctx, new WriteSet().update('staff', ['id'], [row]), {
      type: 'staff.disabled',
      subject: { type: 'staff', id },
      data: { reason: reason ?? null, movedDuties, squadsLeft: cleared.squads, rostersEnded: cleared.rosters },
    })
    await ports.identity.disableIdentity(tx, { personKind: 'staff', personId: id }, { actor: ctx.actor, now: ctx.now })
    return { staff: (await loadStaff(tx, id))!, movedDuties }
  })
}

async function refuseWhileNeeded(tx: Tx, { id, name }: StaffRecord): Promise<void> {
  const standings = await loadStandings(tx, id)
  if (standings.length === 0) return
  const { zh, en } = nameStandings(standings)
  throw new Refused('staff-still-needed', { name, neededZh: zh, neededEn: en })
}
