import type { Actor } from '#kernel/actor'
import type { WordSight } from './store/read-ticket.ts'
import type { TicketFacts } from './ticket-record.ts'

/** Which words this actor reads: the same rule for messages, timeline and attachments. */
export function wordSight(actor: Actor, { participants }: Pick<TicketFacts, 'participants'>): WordSight {
  if (actor.kind === 'contact') return { audiences: ['customer'], contactId: actor.id, namedToo: false }
  if (actor.kind === 'partner') {
    const row = participants.find((one) => one.kind === 'partner' && one.id === actor.id)
    return { audiences: row?.seesCustomerWords ? ['partner', 'customer'] : ['partner'], contactId: null, namedToo: false }
  }
  if (actor.kind === 'integration') return { audiences: ['customer'], contactId: null, namedToo: false }
  return { audiences: null, contactId: null, namedToo: true }
}
