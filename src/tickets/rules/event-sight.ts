import type { Ticket } from './ticket.ts'
import type { Audience } from './vocabulary.ts'

export type SightPerson = { readonly kind: 'staff' | 'contact' | 'partner'; readonly id: string; readonly seesCustomerWords: boolean }

export type SightFacts = {
  readonly ticket: Pick<Ticket, 'accountId' | 'confidential' | 'ownerId' | 'liaisonId' | 'reporterDepartment'>
  readonly participants: readonly SightPerson[]
  /** The team of a restricted account; null: all staff see its tickets. */
  readonly restrictedTo: readonly string[] | null
}

/** Who may see one event of a ticket; the stream and the timeline ask nothing else (#platform/rules/visibility). */
export function eventSight(
  { ticket, participants, restrictedTo }: SightFacts,
  audience: Audience,
  named: readonly string[] | null,
): {
  readonly accountId: string
  readonly audience: Audience
  readonly restriction: 'named' | 'confidential' | 'restricted' | null
  readonly department: string | null
  readonly participants: readonly string[]
} {
  const limited = ticket.confidential || restrictedTo !== null
  const staff = limited
    ? [ticket.ownerId, ticket.liaisonId, ...(ticket.confidential ? [] : (restrictedTo ?? [])), ...idsOf(participants, 'staff')]
    : []
  const partners = participants
    .filter((one) => one.kind === 'partner' && (audience === 'partner' || one.seesCustomerWords))
    .map((one) => one.id)
  return {
    accountId: ticket.accountId,
    audience,
    // Words to named contacts of an account that not all staff see: only who is listed.
    restriction:
      ticket.confidential || (named !== null && limited) ? 'confidential' : limited ? 'restricted' : named === null ? null : 'named',
    department: ticket.reporterDepartment,
    participants: [...new Set([...staff, ...(named ?? [...idsOf(participants, 'contact'), ...partners])])],
  }
}

function idsOf(participants: readonly SightPerson[], kind: SightPerson['kind']): string[] {
  return participants.filter((one) => one.kind === kind).map((one) => one.id)
}
