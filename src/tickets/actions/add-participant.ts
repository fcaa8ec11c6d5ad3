import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { AddParticipant } from '../contract.ts'
import { addParticipant } from '../rules/add-participant.ts'
import { nameOfPerson } from '../store/participants.ts'

export const addTicketParticipant = (ctx: Ctx, ref: string, input: AddParticipant, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'add_participant',
    async ({ ticket, at, tx }) => {
      const { personKind, personId, seesCustomerWords = personKind !== 'partner' } = input
      // A contact of another company gets the answer of one who does not exist.
      const name = await nameOfPerson(tx, { kind: personKind, id: personId, accountId: ticket.accountId })
      if (name === null) throw badFields([{ path: 'personId', code: 'unknown-reference' }])
      return addParticipant(ticket, { personKind, personId, name, seesCustomerWords, ofAccount: true }, ctx.actor, at)
    },
    options,
  )
