import type { StaffId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireReferences } from '../commit-change.ts'
import { type CreateStaffInput, createStaffIn } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import type { IdentityPort } from '../ports.ts'
import { USUAL_HOURS } from '../rules/working-hours.ts'
import { knownFunctions } from '../store/functions.ts'
import { loadStaff, type StaffRecord } from '../store/staff.ts'
import { loadWorkspace } from '../store/workspace.ts'

/** Adds a person of ours and, unless `invite` is false, their sign-in. Refused: `already-exists`, `invalid-input` (unknown function). */
export async function createStaff(ctx: Ctx, input: CreateStaffInput, ports: Pick<IdentityPort, 'inviteIdentity'>): Promise<StaffRecord> {
  allow(mayAdminister(ctx.actor))
  const { invite, workingHours = USUAL_HOURS, timeZone, ...fields } = createStaffIn.parse(input)
  const id = newId<StaffId>(ctx.now)
  return orAlreadyExists({ staff_email_key: fields.email }, () =>
    ctx.transaction(async (tx) => {
      const known = await knownFunctions(tx, fields.functions)
      requireReferences(fields.functions.map((key, i) => ({ path: `functions.${i}`, found: known.has(key) })))
      const zone = timeZone ?? (await loadWorkspace(tx))?.timeZone ?? 'Asia/Shanghai'
      const row = toColumns({
        id,
        ...fields,
        functions: [...known],
        timeZone: zone,
        workingHours,
        active: true,
        version: 1,
        createdAt: ctx.now,
      })
      const { name, email, role } = fields
      await commitChange(tx, ctx, new WriteSet().insert('staff', [row]), {
        type: 'staff.created',
        subject: { type: 'staff', id },
        data: { name, email, role, functions: [...known], invited: invite },
      })
      if (invite) await ports.inviteIdentity(tx, { personKind: 'staff', personId: id, email, name })
      return (await loadStaff(tx, id))!
    }),
  )
}
