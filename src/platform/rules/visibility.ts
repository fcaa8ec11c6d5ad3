import type { Actor } from '#kernel/actor'

/** What of an event decides who may see it; the columns of its row. */
export type EventSight = {
  readonly type: string
  readonly ticketId: string | null
  readonly accountId: string | null
  readonly audience: 'customer' | 'partner' | 'internal'
  readonly restriction: 'named' | 'confidential' | 'restricted' | null
  readonly department: string | null
  readonly participants: readonly string[]
}

/** `stub`: that a confidential ticket changed, by number, severity and status, and nothing else. */
export type Visibility = 'full' | 'stub' | 'nothing'

/**
 * How much of an event an actor may see. Pure, so that one read of the log serves every stream.
 * `named` means the participants listed and, where a customer or partner is spoken to, all staff; an internal named event
 * is for those listed only. `confidential` means the participants listed, whoever they are; other staff get a stub.
 * `restricted` (a restricted account) means staff who are listed or answer for the company; its own contacts see as ever.
 */
export function visible(event: EventSight, actor: Actor): Visibility {
  // Who signs in, and from where, is audit: it is read there and never streamed.
  if (AUDIT.some((prefix) => event.type.startsWith(prefix))) return 'nothing'
  if (actor.kind !== 'system' && actor.scopes !== null && !actor.scopes.includes(scopeOf(event.type))) return 'nothing'
  const listed = event.participants.includes(actor.id)
  switch (actor.kind) {
    case 'staff':
      return staffSight(
        event,
        listed || (event.restriction === 'restricted' && (actor.role === 'executive' || actor.role === 'administrator')),
      )
    case 'contact':
      return event.audience === 'customer' && event.accountId === actor.accountId && contactSees(event, actor, listed) ? 'full' : 'nothing'
    case 'partner':
      return event.audience !== 'internal' && listed ? 'full' : 'nothing'
    case 'integration':
      return event.restriction === null ? 'full' : 'nothing'
    case 'system':
      return 'nothing'
  }
}

const AUDIT = ['identity.', 'session.', 'key.']

function staffSight(event: EventSight, listed: boolean): Visibility {
  if (listed || event.restriction === null) return 'full'
  if (event.restriction === 'named') return event.audience === 'internal' ? 'nothing' : 'full'
  return event.ticketId === null ? 'nothing' : 'stub'
}

function contactSees(event: EventSight, actor: Extract<Actor, { kind: 'contact' }>, listed: boolean): boolean {
  if (listed) return true
  if ((event.restriction !== null && event.restriction !== 'restricted') || actor.sees === 'mine') return false
  return actor.sees === 'all' || (event.department !== null && event.department === actor.department)
}

const FEATURE_SCOPES: readonly (readonly [string, string])[] = [
  ['obligation.', 'obligations:read'],
  ['account.', 'customers:read'],
  ['contact.', 'customers:read'],
  ['contract.', 'customers:read'],
  ['environment.', 'customers:read'],
  ['staff.', 'organization:read'],
  ['roster.', 'organization:read'],
  ['product-line.', 'organization:read'],
  ['squad.', 'organization:read'],
  ['component.', 'organization:read'],
  ['function.', 'organization:read'],
  ['workspace.', 'organization:read'],
  ['partner.', 'customers:read'],
  ['partner-person.', 'customers:read'],
  ['notification.', 'me'],
]

/** What a key must be allowed to read to be told of such an event. */
function scopeOf(type: string): string {
  return FEATURE_SCOPES.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'tickets:read'
}
