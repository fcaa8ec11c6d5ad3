import type { Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { mailboxAlarm } from '../rules/mailbox-alarm.ts'
import { listActiveMailboxes, noteAlarm } from '../store/mailboxes.ts'

/** Administrators hear of a mailbox that is not reached, or from which nothing comes against its habit; `wall` is the clock of servers. */
export async function watchMailboxes(ctx: Ctx, wall: Instant): Promise<void> {
  for (const {
    id,
    address,
    health,
    healthSince,
    healthTrouble,
    lastMailAt,
    createdAt,
    quietAlarmHours,
    alarmedAt,
    receive,
  } of await listActiveMailboxes(ctx.db)) {
    // One that only sends is heard of when its provider lets us in no more.
    if (receive.by === 'none' && health !== 'failing') continue
    const alarm = mailboxAlarm(
      {
        isFailing: health === 'failing',
        needsSignIn: healthTrouble === 'sign_in_again',
        healthSince,
        lastMailAt: lastMailAt ?? createdAt,
        quietAlarmHours,
        alarmedAt,
      },
      wall,
    )
    if (alarm === null) continue
    await ctx.transaction(async (tx) => {
      // Another worker may have been quicker.
      if (!(await noteAlarm(tx, { id, before: alarmedAt, at: wall }))) return
      const event = {
        type: `mailbox.${alarm}`,
        at: ctx.now,
        subject: { type: 'mailbox', id },
        data: { address, trouble: healthTrouble, lastMailAt },
      }
      await new WriteSet().insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now)).execute(tx)
    })
  }
}
