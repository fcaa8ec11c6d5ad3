import type { Actor } from '#kernel/actor'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'

/** What sign-in does for a person, inside the transaction that changes their row; given by src/app.ts. */
export type IdentityPort = {
  /** Lets a person sign in and tells them so; again with another name or e-mail follows the change. */
  inviteIdentity(tx: Tx, person: { personKind: PersonKind; personId: string; email: string; name: string }): Promise<void>
  /** Ends everything a person holds: sessions, keys, streams. */
  disableIdentity(tx: Tx, person: { personKind: PersonKind; personId: string }, by: { actor: Actor; now: Instant }): Promise<void>
  /** A person's name, e-mail or rights changed: does nothing for somebody who has no sign-in. */
  identityChanged(
    tx: Tx,
    person: { personKind: PersonKind; personId: string; email: string | null; name: string; rightsChanged: boolean },
    by: { actor: Actor; now: Instant },
  ): Promise<void>
}
export type PersonKind = 'staff' | 'contact' | 'partner'

/**
 * Moves every open duty and offer of a person to somebody else, in the transaction that disables them; gives how many. The
 * organization knows no ticket: tickets supply this, src/app.ts hands it over.
 */
export type MoveDuties = (ctx: Ctx, tx: Tx, staffId: StaffId) => Promise<number>

export type OrganizationPorts = { readonly identity: IdentityPort; readonly moveDuties: MoveDuties }
