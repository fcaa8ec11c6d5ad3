import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireReferences, requireVersion } from '../commit-change.ts'
import type { PatchStaff } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import type { IdentityPort } from '../ports.ts'
import { type Changes, changesOf } from '../rules/changes.ts'
import { knownFunctions } from '../store/functions.ts'
import { loadStaff, lockAdministrators, lockStaff, type StaffRecord } from '../store/staff.ts'

export type EditStaff = { readonly id: string; readonly version: number | null; readonly patch: PatchStaff }

/** Changes a person's record. Refused: `stale-version`, `staff-disabled`, `last-administrator`, `already-exists`, `invalid-input`. */
export async function editStaff(ctx: Ctx, input: EditStaff, ports: Pick<IdentityPort, 'identityChanged'>): Promise<StaffRecord> {
  allow(mayAdminister(ctx.actor))
  const { id, version, patch } = input
  return orAlreadyExists({ staff_email_key: patch.email ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const administrators = patch.role === undefined ? [] : await lockAdministrators(tx)
      const staff = await lockStaff(tx, id)
      if (!staff) throw notFound()
      await requireVersion(tx, { type: 'staff', id }, staff.version, version)
      if (!staff.active) throw new Refused('staff-disabled', { name: staff.name })
      if (patch.role !== undefined && patch.role !== 'administrator') keepAnAdministrator(staff, administrators)
      if (patch.functions) {
        const known = await knownFunctions(tx, patch.functions)
        requireReferences(patch.functions.map((key, i) => ({ path: `functions.${i}`, found: known.has(key) })))
      }
      const changed = changesOf(staff, { ...patch, ...(patch.functions ? { functions: [...new Set(patch.functions)] } : {}) })
      if (Object.keys(changed).length === 0) return staff
      const values = Object.fromEntries(Object.entries(changed).map(([field, { to }]) => [field, to]))
      const writes = new WriteSet().update('staff', ['id'], [toColumns({ id, ...values, version: staff.version + 1 })])
      await commitChange(tx, ctx, writes, { type: 'staff.changed', subject: { type: 'staff', id }, data: { changed } })
      await tellIdentity(tx, ctx, staff, patch, changed, ports)
      return (await loadStaff(tx, id))!
    }),
  )
}

function keepAnAdministrator(staff: StaffRecord, administrators: readonly string[]): void {
  if (administrators.length === 1 && administrators[0] === staff.id) throw new Refused('last-administrator', { name: staff.name })
}

async function tellIdentity(
  tx: Tx,
  ctx: Ctx,
  staff: StaffRecord,
  patch: PatchStaff,
  changed: Changes,
  ports: Pick<IdentityPort, 'identityChanged'>,
): Promise<void> {
  const rightsChanged = 'role' in changed || 'functions' in changed
  if (!rightsChanged && !('email' in changed) && !('name' in changed)) return
  const person = { personKind: 'staff', personId: staff.id, email: patch.email ?? staff.email, name: patch.name ?? staff.name } as const
  await ports.identityChanged(tx, { ...person, rightsChanged }, { actor: ctx.actor, now: ctx.now })
}
