import { type AccountToWorkWith, accountToWorkWith, moveContact } from '#customers'
import type { AccountId } from '#kernel/ids'
import { type Ctx, ctxInside } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { admit, type CommandOptions, commit } from '../command-ticket.ts'
import { commandedAt } from '../commanded.ts'
import type { PlaceTicket } from '../contract.ts'
import { maySee } from '../policy.ts'
import { MOST_PLACED, place } from '../rules/place.ts'
import { holdTickets } from '../store/lock-ticket.ts'
import { leaveOthersTickets, letComeLater, takeAlongObligations, unsortedTicketsOf } from '../store/placing.ts'
import { loadTicketFacts, lockTicket } from '../ticket-facts.ts'
import type { TicketFacts } from '../ticket-record.ts'

/** Somebody says whose a ticket in *unsorted* is. Whoever reported it is of that company from now on, with every ticket of theirs there. */
export const placeTicket = (ctx: Ctx, ref: string, { accountId }: PlaceTicket, options: CommandOptions): Promise<void> =>
  ctx.transaction(async (tx) => {
    const seen = await loadTicketFacts(tx, ref)
    if (!seen || !maySee(ctx.actor, seen)) throw notFound()
    const { id, reporterId } = seen.ticket
    const theirs = reporterId === null ? [] : await unsortedTicketsOf(tx, reporterId, MOST_PLACED + 1)
    await holdTickets(tx, theirs.length > MOST_PLACED ? [id] : [...new Set([id, ...theirs])])
    const facts = admit(ctx, await lockTicket(tx, id), 'place', options)
    const account = await accountToWorkWith(ctx, tx, accountId)
    mayComeAtOnce(theirs)
    const wasThere = facts.ticket.accountId === account.id
    await bring(ctx, tx, facts, account, options)
    if (!wasThere && reporterId !== null) await bringPerson(ctx, tx, { reporterId, theirs, but: id }, account)
  })

/** Who waits in *unsorted* is of this company, because a person of ours says so: they and their tickets come to it. In the caller's transaction. */
export async function placeSender(ctx: Ctx, contactId: string, accountId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const theirs = await unsortedTicketsOf(tx, contactId, MOST_PLACED + 1)
    mayComeAtOnce(theirs)
    await holdTickets(tx, theirs)
    await bringPerson(ctx, tx, { reporterId: contactId, theirs, but: null }, await accountToWorkWith(ctx, tx, accountId))
  })
}

function mayComeAtOnce(theirs: readonly string[]): void {
  if (theirs.length > MOST_PLACED) throw new Refused('too-many-unsorted', { count: MOST_PLACED })
}

type Bringing = { readonly reporterId: string; readonly theirs: readonly string[]; readonly but: string | null }

async function bringPerson(ctx: Ctx, tx: Tx, { reporterId, theirs, but }: Bringing, account: AccountToWorkWith): Promise<void> {
  for (const id of theirs) {
    const facts = id === but ? null : await lockTicket(tx, id)
    if (facts) await bring(ctx, tx, facts, account, {})
  }
  await moveContact(ctxInside(ctx, tx), reporterId, account)
  await leaveOthersTickets(tx, reporterId, account.id)
}

async function bring(ctx: Ctx, tx: Tx, facts: TicketFacts, account: AccountToWorkWith, options: CommandOptions): Promise<void> {
  await letComeLater(tx)
  const commanded = await commandedAt(tx, facts, ctx.now)
  const { ticket, participants, at } = commanded
  const strangers = participants.filter(({ kind, id }) => kind === 'contact' && id !== ticket.reporterId).map(({ id }) => id)
  const decision = place(ticket, { id: account.id as AccountId, tier: account.tier }, strangers, at)
  // Who hears of it is for the account it comes to: perhaps its team alone.
  const restrictedTo = account.reach.access === 'restricted' ? account.reach.teamIds : null
  await commit(ctx, { ...commanded, restrictedTo }, decision, options)
  await takeAlongObligations(tx, ticket.id, account.id)
}
