import { type ContactId, newId } from '#kernel/ids'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { pinnedPolicy } from '#obligations'
import { deadline } from '#obligations/rules/deadline'
import { targetFor } from '#obligations/rules/target-for'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type Commanded, type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { StartWait } from '../contract.ts'
import { dueOn } from '../rules/ticket-clock.ts'
import { channelClass } from '../rules/vocabulary.ts'
import { endWait, startWait } from '../rules/wait.ts'
import { contactsOf } from '../store/intake-facts.ts'
import { contactName } from '../store/names.ts'

/** Ten working days of a customer's silence end the wait and the ticket. */
const SILENCE = { workingDays: 10 }

export const startTicketWait = (ctx: Ctx, ref: string, input: StartWait, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'wait',
    async (facts) => {
      const { ticket, at, tx, working } = facts
      if (input.contactId !== undefined && (await contactsOf(tx, ticket.accountId, [input.contactId])).length === 0)
        throw badFields([{ path: 'contactId', code: 'unknown-reference' }])
      const waiting = {
        id: newId(at),
        onWhom: input.on,
        who: input.who ?? (input.contactId === undefined ? null : await contactName(tx, input.contactId)),
        contactId: (input.contactId ?? null) as ContactId | null,
        ask: input.ask,
        until: input.until ?? null,
        pausesRestore: input.pausesRestore ?? false,
      }
      const dates = { defaultUntil: await askBy(facts), silenceAt: dueOn(working, at, SILENCE), timerId: newId(at) }
      return startWait(ticket, waiting, staffId(ctx), dates, at)
    },
    options,
  )

export const endTicketWait = (ctx: Ctx, ref: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'end_wait', ({ ticket, at }) => endWait(ticket, 'ended', at), options)

/** By when the customer is asked to answer, as the policy says for the severity. */
async function askBy({ ticket, tx, calendar, clocks, at }: Commanded): Promise<Instant> {
  const policy = await pinnedPolicy(tx, ticket)
  const question = {
    kind: 'customer_answer',
    ticketKind: ticket.kind,
    severity: ticket.severity,
    tier: ticket.accountTier,
    channelClass: channelClass(ticket.channel),
    armedAt: at,
  }
  const owed = targetFor(policy, question, calendar, clocks)
  const decided = owed ? deadline(at, owed.target, clocks.of(owed.target), []) : null
  return decided?.accepted && decided.state.dueAt !== null ? decided.state.dueAt : addMs(at, 3 * DAY)
}
