import type { Actor } from '#kernel/actor'
import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

export type NewParticipant = {
  readonly personKind: 'staff' | 'contact' | 'partner'
  readonly personId: string
  readonly name: string
  readonly seesCustomerWords: boolean
  /** Of a contact: whether they are of the ticket's account. */
  readonly ofAccount: boolean
}

/** One more person on the ticket. Contacts of another company never; adding twice is harmless. */
export function addParticipant(ticket: Ticket, person: NewParticipant, actor: Actor, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('add_participant', ticket)
  if ('accepted' in next) return next
  if (person.personKind === 'contact' && !person.ofAccount) return refuse('participant-of-other-account', {})
  if (ticket.participants.includes(person.personId)) return accept({ ticket, added: [] }, [])
  const { personKind, personId, name, seesCustomerWords } = person
  const participants = personKind === 'staff' ? ticket.participants : [...ticket.participants, personId]
  return accept(
    {
      ticket: change(ticket, at, { participants }),
      added: [{ as: 'participant', personKind, personId, seesCustomerWords, addedByKind: actor.kind, addedById: actor.id, at }],
    },
    [{ type: 'ticket.participant-added', at, data: { personKind, personId, name } }],
  )
}
