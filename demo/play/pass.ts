import { addMs, earlierOf, type Instant, laterOf, MINUTE } from '#kernel/instant'
import { updateWords } from '../texts/updates.ts'
import { tellCustomer } from './acts.ts'
import type { TicketPlay } from './ticket-play.ts'

/** Lets minutes of the ticket's own clock go by; whoever owes the customer a word meanwhile says it, usually in time. */
export function pass(play: TicketPlay, minutes: number): AsyncGenerator<Instant, void, void> {
  return until(play, play.after(minutes))
}

/** Lets time go by until an instant, with the cadence of updates and nudges kept, or now and then forgotten. */
export async function* until(play: TicketPlay, target: Instant): AsyncGenerator<Instant, void, void> {
  for (;;) {
    const owed = play.owed('next_update') ?? play.owed('nudge')
    const sayAt = owed === null ? null : sayingAt(play, owed)
    if (sayAt === null || sayAt >= target) break
    yield sayAt
    await play.look()
    // It may have been closed or answered meanwhile.
    const still = play.owed('next_update') ?? play.owed('nudge')
    if (still !== null && still.armedAt <= sayAt) await tellCustomer(play, updateWords(play))
  }
  if (target > play.stage.now()) yield target
  await play.look()
}

/** A while before it is due; one in thirty is forgotten until somebody notices. */
function sayingAt(play: TicketPlay, owed: { armedAt: Instant; dueAt: Instant }): Instant {
  const { random, stage } = play
  const span = owed.dueAt - owed.armedAt
  if (random.chance(0.035)) return addMs(owed.dueAt, Math.min(span * 0.4, 26 * 60 * MINUTE))
  const margin = Math.max(2, Math.min(150, (span / MINUTE) * (0.08 + random.next() * 0.17)))
  const early = play.before(owed.dueAt, margin)
  // Due on a free day (a release on a Saturday): the clock of working days has no minute left before it.
  const said = early > stage.now() ? early : addMs(owed.dueAt, -0.3 * (owed.dueAt - stage.now()))
  return laterOf(earlierOf(said, owed.dueAt), addMs(stage.now(), MINUTE))
}

/** Until their latest words are answered: within what is owed, and now and then not. */
export async function* untilAnswering(play: TicketPlay): AsyncGenerator<Instant, void, void> {
  const owed = play.owed('answer')
  const { random, stage } = play
  if (owed === null) return yield* pass(play, random.between(5, 60))
  const late = random.chance(0.06)
  const margin = ((owed.dueAt - owed.armedAt) / MINUTE) * (0.15 + random.next() * 0.5)
  const at = late ? addMs(owed.dueAt, random.between(5, 50) * MINUTE) : play.before(owed.dueAt, Math.min(margin, 150))
  yield* until(play, laterOf(at, addMs(stage.now(), MINUTE)))
}
