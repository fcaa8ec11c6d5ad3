import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { noteAddress } from '../note-address.ts'
import type { Bounce } from '../rules/understood-mail.ts'
import { findSent, markBounced } from '../store/sent-mails.ts'
import { tellUndelivered } from '../tell-undelivered.ts'

/**
 * A delivery report: the mail it is about, which we must have sent, did not arrive or waits. Only our own Message-ID makes it believed, and
 * only for the address that mail went to, so that nobody can have others' addresses shut by writing reports. One that its domain disowns, as
 * many honest ones are, is told but shuts nothing.
 */
export async function noteBounce(ctx: Ctx, bounce: Bounce, isDisowned = false): Promise<void> {
  const { originalMessageId } = bounce
  if (originalMessageId === null) return
  await ctx.transaction(async (tx) => {
    const mail = await findSent(tx, originalMessageId)
    // Reported again, or taken back by a later try: known already.
    if (!mail || mail.state === 'bounced') return
    const theirs = bounce.recipients.find(({ address }) => address.toLowerCase() === mail.to.address)
    // Behind an address may stand another, to which it was passed on: the report of our one mail is about our one recipient.
    const report = theirs ?? (bounce.recipients.length === 1 ? bounce.recipients[0] : undefined)
    if (!report || report.permanence === 'delivered') return
    const { permanence, status, diagnostic } = report
    const isPermanent = permanence === 'permanent'
    const at = await systemClock.now()
    await markBounced(tx, mail.id, { isPermanent, diagnostic: diagnostic ?? status })
    if (!isDisowned) await noteAddress(tx, mail.to.address, { permanence, status, diagnostic, at })
    await tellUndelivered(ctx, tx, [{ ...mail, why: isPermanent ? 'bounced' : 'bounced-temporary', response: diagnostic ?? status }])
  })
}
