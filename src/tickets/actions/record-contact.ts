import type { ContactId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { RecordContact } from '../contract.ts'
import { leadsOn } from '../policy.ts'
import { recordContact } from '../rules/record-contact.ts'
import { silenceDates } from '../silence-dates.ts'
import { contactsOf } from '../store/intake-facts.ts'

export const recordTicketContact = (ctx: Ctx, ref: string, input: RecordContact, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'record_contact',
    async (facts) => {
      if (input.contactId !== undefined && (await contactsOf(facts.tx, facts.ticket.accountId, [input.contactId])).length === 0)
        throw badFields([{ path: 'contactId', code: 'unknown-reference' }])
      const record = {
        id: newId(facts.at),
        channel: input.channel,
        contactId: (input.contactId ?? null) as ContactId | null,
        fromAt: input.from,
        toAt: input.to,
        said: input.said,
        promised: input.promised ?? null,
        nextContactAt: input.nextContactAt ?? null,
        answered: input.answered ?? true,
      }
      return recordContact(
        facts.ticket,
        record,
        staffId(ctx),
        leadsOn(ctx.actor, facts.ticket, facts.line),
        () => silenceDates(facts),
        facts.at,
      )
    },
    options,
  )
