import type { Actor } from '#kernel/actor'
import type { Command } from './rules/command-table.ts'
import type { LineFacts, Offer, Ticket } from './rules/ticket.ts'

/** What decides whether an actor sees a ticket. */
export type Sight = {
  readonly ticket: Pick<Ticket, 'accountId' | 'confidential' | 'ownerId' | 'liaisonId' | 'reporterId' | 'reporterDepartment'> & {
    readonly offers?: readonly Pick<Offer, 'toId'>[]
  }
  readonly participants: readonly { readonly kind: string; readonly id: string; readonly seesCustomerWords: boolean }[]
  readonly restrictedTo: readonly string[] | null
}

/** May this actor see the ticket at all. The same answer everywhere: page, list, stream, attachment. */
export function maySee(actor: Actor, sight: Sight): boolean {
  const { ticket } = sight
  const takesPart = sight.participants.some((one) => one.kind === actor.kind && one.id === actor.id)
  switch (actor.kind) {
    case 'system':
      return true
    case 'staff':
      return maySeeAsStaff(actor, sight, takesPart)
    case 'contact':
      if (actor.accountId !== ticket.accountId) return false
      if (takesPart || ticket.reporterId === actor.id) return true
      if (ticket.confidential) return false
      if (actor.sees === 'all') return true
      return actor.sees === 'department' && actor.department !== null && actor.department === ticket.reporterDepartment
    case 'partner':
      return takesPart
    case 'integration':
      return !ticket.confidential && sight.restrictedTo === null
  }
}

function maySeeAsStaff(actor: Extract<Actor, { kind: 'staff' }>, { ticket, restrictedTo }: Sight, takesPart: boolean): boolean {
  // Whoever is offered a duty must see what it is about to answer.
  const offered = ticket.offers?.some((offer) => offer.toId === actor.id) ?? false
  const holds = ticket.ownerId === actor.id || ticket.liaisonId === actor.id || offered
  if (ticket.confidential) return holds || takesPart
  if (restrictedTo === null) return true
  return holds || takesPart || restrictedTo.includes(actor.id) || actor.role === 'executive' || actor.role === 'administrator'
}

/** Does this actor see words of this audience on a ticket they see. `named`: the contacts named, or null for all. */
export function maySeeWords(actor: Actor, sight: Sight, audience: string, named: readonly string[] | null): boolean {
  switch (actor.kind) {
    case 'contact':
      return audience === 'customer' && (named === null || named.includes(actor.id))
    case 'partner': {
      const row = sight.participants.find((one) => one.kind === 'partner' && one.id === actor.id)
      return audience === 'partner' || (audience === 'customer' && named === null && row?.seesCustomerWords === true)
    }
    default:
      return true
  }
}

const OF_CONTACTS: readonly Command[] = ['post_message', 'confirm', 'reopen', 'object', 'silence_nights']
const OF_PARTNERS: readonly Command[] = ['post_message']
const OF_INTEGRATIONS: readonly Command[] = ['post_message']

export type Answer = 'yes' | 'hidden' | 'needs-lead' | 'needs-liaison' | 'not-yours-to-confirm' | 'not-yours-to-object'

/** May this actor give this command on a ticket they see. `hidden` is answered like a ticket that does not exist. */
export function mayCommand(actor: Actor, command: Command, ticket: Ticket, line: LineFacts): Answer {
  switch (actor.kind) {
    case 'system':
      return 'yes'
    case 'contact':
      if (!OF_CONTACTS.includes(command)) return 'hidden'
      if (command === 'post_message' || command === 'silence_nights') return 'yes'
      if (actor.mayConfirm || ticket.reporterId === actor.id) return 'yes'
      return command === 'object' ? 'not-yours-to-object' : 'not-yours-to-confirm'
    case 'partner':
      return OF_PARTNERS.includes(command) ? 'yes' : 'hidden'
    case 'integration':
      return OF_INTEGRATIONS.includes(command) ? 'yes' : 'hidden'
    case 'staff':
      if (command === 'object') return 'hidden'
      if (command === 'assign' || command === 'decide_objection' || command === 'check_confirmation')
        return leadsOn(actor, ticket, line) ? 'yes' : 'needs-lead'
      if (command === 'confirm') return ticket.liaisonId === actor.id || leadsOn(actor, ticket, line) ? 'yes' : 'needs-liaison'
      return 'yes'
  }
}

/** How kinds are worked is our own matter: all staff read it, and integrations with the scope. */
export function mayReadPlaybooks(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'integration' || actor.kind === 'system'
}

/** Playbooks are the workspace's setup. */
export function mayEditPlaybooks(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'administrator')
}

/** Leads here: nobody does on a complaint that is about them. */
export function leadsOn(actor: Actor, { complaintAbout }: Pick<Ticket, 'complaintAbout'>, line: LineFacts): boolean {
  return leads(actor, line) && !complaintAbout.some((about) => about === actor.id)
}

/** Lead of the line, duty manager, executive, administrator. */
export function leads(actor: Actor, line: LineFacts): boolean {
  if (actor.kind !== 'staff') return false
  return (
    actor.id === line.leadId ||
    actor.id === line.executiveId ||
    actor.id === line.dutyManagerId ||
    actor.role === 'executive' ||
    actor.role === 'administrator'
  )
}
