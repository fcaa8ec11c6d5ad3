import { commitChange } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { requireMailAdministrator } from '../policy.ts'
import { takeBouncing } from '../store/bouncing-addresses.ts'

/** The address is written to again: somebody says that it takes mail now. */
export async function clearAddress(ctx: Ctx, given: string): Promise<void> {
  requireMailAdministrator(ctx.actor)
  const address = given.toLowerCase()
  await ctx.transaction(async (tx) => {
    const was = await takeBouncing(tx, address)
    if (!was) throw notFound()
    await commitChange(tx, ctx, new WriteSet(), {
      type: 'mail-address.cleared',
      subject: { type: 'mail-address', id: address },
      data: { ...was },
    })
  })
}
