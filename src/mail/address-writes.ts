import { commitChange } from '#organization'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { WriteSet } from '#platform/write-set'
import { takeBouncing } from './store/bouncing-addresses.ts'

/**
 * Somebody wrote from an address that was shut: it is written to again. What shut it may have been a report that anybody wrote who saw our
 * mail; one that still takes nothing is shut by the next real one.
 */
export async function addressWrites(ctx: Ctx, address: string): Promise<void> {
  await ctx.transaction(async (tx: Tx) => {
    const was = await takeBouncing(tx, address)
    if (!was) return
    const event = { type: 'mail-address.cleared', subject: { type: 'mail-address', id: address }, data: { ...was, wrote: true } }
    await commitChange(tx, ctx, new WriteSet(), event)
  })
}
