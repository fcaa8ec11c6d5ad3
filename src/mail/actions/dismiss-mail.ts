import { commitChange } from '#organization'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { requireMailAdministrator } from '../policy.ts'
import { dismiss, lockMailRecord } from '../store/mail-records.ts'

/** A mail that stands aside needs nothing more; its bytes stay. Refused `mail-not-aside`. */
export async function dismissMail(ctx: Ctx, { id, reason }: { readonly id: string; readonly reason: string }): Promise<void> {
  requireMailAdministrator(ctx.actor)
  await ctx.transaction(async (tx) => {
    const mail = await lockMailRecord(tx, id)
    if (!mail) throw notFound()
    if (mail.state !== 'quarantined') throw new Refused('mail-not-aside', { state: mail.state })
    await dismiss(tx, id, reason, await systemClock.now())
    await commitChange(tx, ctx, new WriteSet(), { type: 'mail.dismissed', subject: { type: 'received-mail', id }, data: { reason } })
  })
}
