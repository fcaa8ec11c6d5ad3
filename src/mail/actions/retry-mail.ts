import { commitChange } from '#organization'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { requireMailAdministrator } from '../policy.ts'
import { lockMailRecord, waitAgain } from '../store/mail-records.ts'

/** A mail that stands aside, or was passed over, is taken up again from the beginning. Refused `mail-not-aside`. */
export async function retryMail(ctx: Ctx, id: string): Promise<void> {
  requireMailAdministrator(ctx.actor)
  await ctx.transaction(async (tx) => {
    const mail = await lockMailRecord(tx, id)
    if (!mail) throw notFound()
    if (mail.state !== 'quarantined' && mail.state !== 'ignored') throw new Refused('mail-not-aside', { state: mail.state })
    await waitAgain(tx, id, await systemClock.now())
    await commitChange(tx, ctx, new WriteSet(), { type: 'mail.retried', subject: { type: 'received-mail', id }, data: { was: mail.state } })
  })
}
