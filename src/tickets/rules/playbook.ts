import type { TicketKind } from './vocabulary.ts'

/** Facts of the description that a playbook may require before a ticket leaves the frontline. */
export const REQUIRED_FACTS = ['symptom', 'expected', 'steps', 'impact', 'urgency', 'occurredAt'] as const
export type RequiredFact = (typeof REQUIRED_FACTS)[number]

/** What a station must have recorded; each is answered by `recorded` in exit-criteria.ts. */
export const CRITERIA = [
  'description',
  'reproduced',
  'reproduced-yes',
  'tried',
  'verdict',
  'outcome',
  'cause',
  'fix-reference',
  'released',
  'verified',
  'article',
  'note',
] as const
export type Criterion = (typeof CRITERIA)[number]

/** Leaving `from` for `to` (`*`: anywhere not named) needs all of `needs`. */
export type ExitRule = { readonly from: string; readonly to: string; readonly needs: readonly Criterion[] }

/** What administrators edit of a playbook. */
export type PlaybookDocument = {
  /** Facts required at leaving the frontline. */
  readonly required: readonly RequiredFact[]
  /** The usual way, in order: the dots on the screen. Stations aside (product, project lead) are not listed. */
  readonly relay: readonly string[]
  readonly exits: readonly ExitRule[]
}

/** How a kind of ticket is worked: data, edited by administrators, versioned. */
export type Playbook = PlaybookDocument & { readonly kind: TicketKind }
