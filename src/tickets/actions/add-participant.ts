import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { AddParticipant } from '../contract.ts'
import { addParticipant } from '../rules/add-participant.ts'
import { contactsOf } from '../store/intake-facts.ts'
import { personExists } from '../store/participants.ts'

export const addTicketParticipant = (ctx: Ctx, ref: string, input: AddParticipant, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'add_participant',
    async ({ ticket, at, tx }) => {
      const { personKind, personId, seesCustomerWords = personKind !== 'partner' } = input
      const ofAccount = personKind === 'contact' && (await contactsOf(tx, ticket.accountId, [personId])).length > 0
      // A contact of another company gets the answer of one who does not exist.
      if (personKind === 'contact' ? !ofAccount : !(await personExists(tx, personKind, personId)))
        throw badFields([{ path: 'personId', code: 'unknown-reference' }])
      return addParticipant(ticket, { personKind, personId, seesCustomerWords, ofAccount }, ctx.actor, at)
    },
    options,
  )
