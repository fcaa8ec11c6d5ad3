import { systemClock } from '#platform/clock'
import { type Ctx, ctxAs, ctxInside } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { confirmTicket, holdTickets, loadTicketFacts, maySee, reopenTicket } from '#tickets'
import type { ActByMail } from '../contract/mail-acts.ts'
import { type ActToken, readActToken } from '../rules/act-token.ts'
import type { Hmac } from '../rules/signature.ts'
import { actingContact } from '../store/acting-contact.ts'
import { standingResolution } from '../store/mail-answers.ts'

export type ActDone = {
  readonly act: ActToken['act']
  readonly number: number
  readonly title: string
  /** The contact for whom the link was made. */
  readonly as: string
  /** `waiting`: nothing was done yet; `already`: by an earlier press, or in another way. */
  readonly outcome: 'waiting' | 'done' | 'already'
}

/** What the link of a mail would do; changes nothing. A link that is wrong, over, or of somebody gone has one and the same answer. */
export async function lookAtMailAct(ctx: Ctx, token: string, hmac: Hmac): Promise<ActDone> {
  const { act, number, title, isDone, actor } = await understand(ctx, token, hmac)
  return { act: act.act, number, title, as: actor.name, outcome: isDone ? 'already' : 'waiting' }
}

/** Does what the link of a mail is for, as the contact it was made for, by the same actions as in the portal. Of two at once one does it. */
export async function actByMail(ctx: Ctx, { token, reason }: ActByMail, hmac: Hmac): Promise<ActDone> {
  return ctx.transaction(async (tx) => {
    const inside = ctxInside(ctx, tx)
    const named = readActToken(token, hmac, await systemClock.now())
    // Whoever does the same at this moment, by another link or in the portal, is waited for: then it is done already.
    if (named) await holdTickets(tx, [named.ticketId])
    const { act, number, title, isDone, actor } = await understand(inside, token, hmac)
    const of = { act: act.act, number, title, as: actor.name }
    if (isDone) return { ...of, outcome: 'already' }
    const asContact = ctxAs(inside, actor, ctx.now)
    if (act.act === 'confirm') await confirmTicket(asContact, act.ticketId, {})
    else {
      if (reason === undefined || reason.trim() === '') throw new Refused('mail-act-needs-reason')
      await reopenTicket(asContact, act.ticketId, reason)
    }
    return { ...of, outcome: 'done' }
  })
}

async function understand(ctx: Ctx, token: string, hmac: Hmac) {
  const act = readActToken(token, hmac, await systemClock.now())
  const actor = act ? await actingContact(ctx.db, act.contactId) : null
  const facts = act && actor ? await loadTicketFacts(ctx.db, act.ticketId) : null
  // Who has been taken out of the ticket since may not even read its title.
  if (!act || !actor || !facts || !maySee(actor, facts)) throw new Refused('mail-link-over')
  const standing = await standingResolution(ctx.db, act.ticketId)
  const { status, confirmedAt, number, title } = facts.ticket
  const isReopened = standing?.id !== act.resolutionId
  // About an earlier resolution: reopened it is; to confirm it would be to confirm what they have not read.
  if (isReopened && act.act === 'confirm') throw new Refused('mail-link-over')
  const isDone = act.act === 'reopen' ? isReopened : confirmedAt !== null || (status === 'closed' && facts.ticket.closedAs === 'confirmed')
  return { act, actor, number, title, isDone }
}
