import { newId } from '#kernel/ids'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { commit } from '../command-ticket.ts'
import { type Commanded, commandedAt } from '../commanded.ts'
import { lineAtBounce } from '../line-at-bounce.ts'
import type { TimerKind } from '../rules/added.ts'
import { expireHandOff } from '../rules/hand-off.ts'
import { observationOver } from '../rules/observe.ts'
import { closeSilent, closeUnanswered, remindOfSilence } from '../rules/silence.ts'
import { nextDayEnd } from '../rules/ticket-clock.ts'
import { phoneAttempts } from '../store/names.ts'
import { takeTimer, timerAt } from '../store/timers.ts'
import { lockTicket } from '../ticket-facts.ts'

export type TicketTimer = {
  readonly id: string
  readonly kind: TimerKind
  readonly subjectId: string
  readonly ticketId: string
  readonly firesAt: Instant
}

/**
 * What a ticket does by itself at an instant. Locks the ticket, then takes the timer row away in the same transaction: fired
 * exactly once, whoever else tries; gone or moved meanwhile means nothing to do.
 */
export async function fireTicketTimer(ctx: Ctx, timer: TicketTimer): Promise<void> {
  await ctx.transaction(async (tx) => {
    const facts = await lockTicket(tx, timer.ticketId)
    if (!(await takeTimer(tx, timer.id, timer.firesAt)) || !facts) return
    const commanded = await commandedAt(tx, facts, timer.firesAt)
    await commit(ctx, commanded, await decide(commanded, timer))
  })
}

async function decide(facts: Commanded, timer: TicketTimer) {
  const { ticket, at, tx, working } = facts
  switch (timer.kind) {
    case 'hand-off-expiry':
      return expireHandOff(ticket, timer.subjectId, await lineAtBounce(facts), at)
    case 'observation-end':
      return observationOver(ticket, at)
    case 'wait-silence':
      return closeUnanswered(ticket, at)
    case 'silence-reminder':
      return remindOfSilence(ticket, (await timerAt(tx, 'silence-close', ticket.id)) ?? at, at)
    case 'silence-close': {
      const attempts = await phoneAttempts(tx, ticket.id, formatInstant(ticket.resolvedAt ?? ticket.createdAt), working.timeZone)
      return closeSilent(ticket, attempts, { at: nextDayEnd(working, at), timerId: newId(at) }, at)
    }
  }
}
