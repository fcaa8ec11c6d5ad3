import type { Ctx } from '#platform/ctx'
import { localMidnight } from '#platform/local-midnight'
import { notFound } from '#platform/refused'
import type { DeskView } from '../contract.ts'
import { presentObligation } from '../present/obligation.ts'
import { presentOffer } from '../present/ticket.ts'
import { type DeskRecord, type DeskTicket, doneSince, offersTo, owedBy } from '../store/desk.ts'
import { listSight } from './list-tickets.ts'

/** My desk: offers to accept, what I owe with the earliest first, and what I have done today. */
export async function readDesk(ctx: Ctx): Promise<DeskView> {
  if (ctx.actor.kind !== 'staff') throw notFound()
  const { id } = ctx.actor
  const sight = listSight(ctx.actor)
  const [offers, owed, done] = [
    await offersTo(ctx.db, id),
    await owedBy(ctx.db, id, sight, 300),
    await doneSince(ctx.db, id, sight, localMidnight(ctx.now, 'Asia/Shanghai'), 100),
  ]
  return {
    offers: offers.map((offer) => ({
      ...presentOffer(offer),
      ticket: { id: offer.ticket_id, number: `T-${offer.number}`, title: offer.title, severity: offer.severity },
    })),
    owed: owed.map(present),
    doneToday: done.map(present),
  }
}

function present({ subject_type, subject_id, holder_name, ticket, ...owed }: DeskRecord) {
  const obligation = { ...owed, subject: { type: subject_type, id: subject_id } }
  return { ...presentObligation(obligation, holder_name), ticket: ticket === null ? null : named(ticket) }
}

function named({ id, number, title, severity, account }: DeskTicket) {
  return { id, number: `T-${number}`, title, severity, account }
}
