import type { Instant } from '#kernel/instant'
import { type MailReach, mailReach } from '#mail'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { readAddressee, readOwnDays } from '../mail-store.ts'
import { digestAt } from '../rules/digest-at.ts'

/** Whether what the bell tells the caller can reach them by mail, where, and when a digest would leave next. */
export async function readMailStanding(
  ctx: Ctx,
): Promise<{ readonly reach: MailReach; readonly address: string; readonly digestAt: Instant }> {
  const { actor } = ctx
  const person = await readAddressee(ctx.db, actor.id)
  const days = (await readOwnDays(ctx.db, [actor.id])).get(actor.id)
  if (!person || !days) throw notFound()
  return { reach: await mailReach(ctx.db, person.email), address: person.email, digestAt: digestAt(days, ctx.now) }
}
