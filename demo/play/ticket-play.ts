import type { Actor } from '#kernel/actor'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import type { Ctx } from '#platform/ctx'
import { createTicket, loadTicketFacts } from '#tickets'
import type { CreateTicket } from '#tickets/contract'
import type { Ticket } from '#tickets/rules/ticket'
import type { Account, CustomerPerson, Person } from '../company/founded.ts'
import type { LineKey } from '../company/lines.ts'
import type { Random } from '../random.ts'
import type { Stage } from './stage.ts'

type Done = { readonly ticket: Ticket; readonly obligations: readonly Obligation[] }

/** One ticket while it is lived through: who reported it, what it has come to, and by which clock its people move. */
export type TicketPlay = {
  readonly stage: Stage
  readonly random: Random
  readonly account: Account
  readonly line: LineKey
  readonly reporter: CustomerPerson
  readonly english: boolean
  readonly ticket: Ticket
  readonly owner: Person
  readonly liaison: Person
  /** Somebody acts on it; what it has become is remembered. */
  act<D extends Done>(who: { readonly actor: Actor }, command: (ctx: Ctx, id: string) => Promise<D>): Promise<D>
  /** What has become of it meanwhile: time passes for tickets too. */
  look(): Promise<void>
  /** An obligation still open, with its due. */
  owed(kind: string): (Obligation & { readonly dueAt: Instant }) | null
  /** The instant after so many minutes of the clock this ticket's people go by. */
  after(minutes: number): Instant
  /** The instant so many minutes of that clock before another. */
  before(of: Instant, minutes: number): Instant
}

export type Opening = {
  readonly stage: Stage
  readonly random: Random
  readonly account: Account
  readonly line: LineKey
  readonly reporter: CustomerPerson
  /** Who types it in: the reporter, or one of ours on the phone. */
  readonly by: { readonly actor: Actor }
  readonly body: CreateTicket
}

/** Reports a problem now, and gives the ticket to be lived through. */
export async function openTicketPlay(opening: Opening): Promise<TicketPlay> {
  const { stage, random, account, line, reporter, by, body } = opening
  const ctx = stage.ctx(by.actor)
  const { id } = await createTicket(ctx, body)
  const read = async (): Promise<Done> => {
    const facts = await loadTicketFacts(ctx.db, id)
    if (!facts) throw new Error('a ticket cannot vanish')
    return facts
  }
  let done = await read()
  const person = (staffId: string): Person => stage.company.staffById.get(staffId)!
  const clock = () => clockOf(done.ticket, stage)
  return {
    ...{ stage, random, account, line, reporter, english: account.english === true },
    get ticket() {
      return done.ticket
    },
    get owner() {
      return person(done.ticket.ownerId)
    },
    get liaison() {
      return person(done.ticket.liaisonId)
    },
    async act(who, command) {
      const acted = await command(stage.ctx(who.actor), id)
      done = acted
      return acted
    },
    async look() {
      done = await read()
    },
    owed(kind) {
      const found = done.obligations.find((one) => one.kind === kind && isOpen(one))
      return found && found.dueAt !== null ? { ...found, dueAt: found.dueAt } : null
    },
    after: (minutes) => clock().after(stage.now(), minutes * MINUTE) ?? addMs(stage.now(), minutes * MINUTE),
    before: (of, minutes) => clock().before(of, minutes * MINUTE),
  }
}

type Clock = { after(from: Instant, ms: number): Instant | null; before(to: Instant, ms: number): Instant }
const ELAPSED: Clock = { after: (from, ms) => addMs(from, ms), before: (to, ms) => addMs(to, -ms) }

/** The alarm clocks of the default policy: people hurry as much as they owe. */
function clockOf(ticket: Ticket, { clocks }: Stage): Clock {
  if (ticket.severity === 'S1') return ELAPSED
  if (ticket.severity === 'S2') return ticket.kind === 'outage' || ticket.accountTier === 'strategic' ? ELAPSED : clocks.daily
  return clocks.working
}
