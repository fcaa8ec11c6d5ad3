import type { Locale } from '#kernel/actor'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { lastChangedBy, lockOwnVersion, saveLocale } from '../me-store.ts'

/** The language in which the caller reads screens, mails and refusals. `seen` is the version of their own row. */
export async function changeLocale(ctx: Ctx, locale: Locale, seen: number): Promise<void> {
  const { actor } = ctx
  if (actor.kind === 'system' || actor.kind === 'integration') throw notFound()
  await ctx.transaction(async (tx) => {
    const version = await lockOwnVersion(tx, actor)
    if (version === null) throw notFound()
    if (version !== seen) throw new Refused('stale-version', { version, by: (await lastChangedBy(tx, actor)) ?? actor.name })
    if (locale === actor.locale) return
    await saveLocale(tx, actor, locale)
    const event = {
      type: 'identity.locale-changed',
      at: ctx.now,
      subject: { type: actor.kind, id: actor.id },
      data: { from: actor.locale, to: locale },
    }
    await new WriteSet().insert('events', eventRows([event], actor, INTERNAL, ctx.now)).execute(tx)
  })
}
