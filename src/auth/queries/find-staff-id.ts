import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { staffByEmail } from '../key-store.ts'

/** The staff member with this e-mail, for `keys create --staff`. Refused `no-such-identity` when nobody active has it. */
export async function findStaffId(ctx: Ctx, email: string): Promise<string> {
  const id = await staffByEmail(ctx.db, email)
  if (id === null) throw new Refused('no-such-identity')
  return id
}
