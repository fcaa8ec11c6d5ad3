import type { Ctx } from '#platform/ctx'
import { type DomainEvent, eventRows, INTERNAL } from '#platform/events'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { ChangeMe } from '../contract.ts'
import { lastChangedBy, lockOwn, type OwnChoices, saveOwn } from '../me-store.ts'

/**
 * The language in which the caller reads screens, mails and refusals, and how a person of ours hears by mail of what the bell tells. `seen` is the
 * version of their own row. Gives what they have chosen now.
 */
export async function changeMe(ctx: Ctx, { locale, notificationMail }: ChangeMe, seen: number): Promise<OwnChoices> {
  const { actor } = ctx
  if (actor.kind === 'system' || actor.kind === 'integration') throw notFound()
  if (actor.kind !== 'staff' && notificationMail !== undefined)
    throw new Refused('invalid-input', {}, [{ path: 'notificationMail', code: 'unknown-field' }])
  return ctx.transaction(async (tx) => {
    const before = await lockOwn(tx, actor)
    if (before === null) throw notFound()
    const { version } = before
    if (version !== seen) throw new Refused('stale-version', { version, by: (await lastChangedBy(tx, actor)) ?? actor.name })
    const after: OwnChoices = { locale: locale ?? before.locale, notificationMail: notificationMail ?? before.notificationMail }
    const changed = (type: string, from: string | null, to: string | null): DomainEvent[] =>
      from === to ? [] : [{ type, at: ctx.now, subject: { type: actor.kind, id: actor.id }, data: { from, to } }]
    const events = [
      ...changed('identity.locale-changed', before.locale, after.locale),
      ...changed('identity.notification-mail-changed', before.notificationMail, after.notificationMail),
    ]
    if (events.length === 0) return after
    await saveOwn(tx, actor, after)
    await new WriteSet().insert('events', eventRows(events, actor, INTERNAL, ctx.now)).execute(tx)
    return after
  })
}
