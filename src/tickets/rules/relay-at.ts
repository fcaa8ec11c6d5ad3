import { DEFAULT_PLAYBOOKS } from './default-playbooks.ts'
import type { TicketKind } from './vocabulary.ts'

/** A published playbook's relay. Editions count the publications of all kinds. */
export type RelayEdition = { readonly kind: TicketKind; readonly edition: number; readonly relay: readonly string[] }

/** The relay a ticket began with: of its kind's newest publication up to the edition the ticket remembers, else the default. */
export function relayAt(kind: TicketKind, edition: number, published: readonly RelayEdition[]): readonly string[] {
  const begun = published
    .filter((one) => one.kind === kind && one.edition <= edition)
    .reduce<RelayEdition | null>((newest, one) => (newest !== null && newest.edition > one.edition ? newest : one), null)
  return begun?.relay ?? DEFAULT_PLAYBOOKS[kind].relay
}
