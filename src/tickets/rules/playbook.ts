import type { TicketKind } from './vocabulary.ts'

/** Facts of the description that a playbook may require before a ticket leaves the frontline. */
export type RequiredFact = 'symptom' | 'expected' | 'steps' | 'impact' | 'urgency' | 'occurredAt'

/** What a station must have recorded; each is answered by `recorded` in exit-criteria.ts. */
export type Criterion =
  | 'description'
  | 'reproduced'
  | 'reproduced-yes'
  | 'tried'
  | 'verdict'
  | 'cause'
  | 'fix-reference'
  | 'released'
  | 'verified'
  | 'article'
  | 'note'

/** Leaving `from` for `to` (`*`: anywhere not named) needs all of `needs`. */
export type ExitRule = { readonly from: string; readonly to: string; readonly needs: readonly Criterion[] }

/** How a kind of ticket is worked: data, edited by administrators, versioned. */
export type Playbook = {
  readonly kind: TicketKind
  /** Facts required at leaving the frontline. */
  readonly required: readonly RequiredFact[]
  /** The usual way, in order: the dots on the screen. Stations aside (product, project lead) are not listed. */
  readonly relay: readonly string[]
  readonly exits: readonly ExitRule[]
}
