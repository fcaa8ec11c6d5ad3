import type { Instant } from '#kernel/instant'
import type { PendingConsent } from './rules/consent.ts'
import type { KeptToken } from './rules/kept-token.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { MailSignInWay } from './rules/mailbox-settings.ts'
import { NotOurSeal, type Seal } from './seal.ts'

/** What is under seal beside what people entered. It belongs to these secrets and falls with them: changed by a person, they begin anew. */
export type SignInState = {
  readonly tokens?: Readonly<Partial<Record<MailSignInWay, KeptToken>>>
  /** Who asks the provider now, and until when others leave it to them. */
  readonly renewing?: { readonly by: string; readonly until: Instant }
  readonly consent?: PendingConsent
}

export type Sealed = { readonly secrets: MailboxSecrets; readonly signIn: SignInState }

/** All that is kept under seal of a mailbox; null when it was sealed with a key that is gone. */
export function openSealed(seal: Seal, sealed: Uint8Array | null): Sealed | null {
  if (sealed === null) return { secrets: {}, signIn: {} }
  try {
    const { signIn = {}, ...secrets } = JSON.parse(seal.open(sealed)) as MailboxSecrets & { signIn?: SignInState }
    return { secrets, signIn }
  } catch (error) {
    if (error instanceof NotOurSeal) return null
    throw error
  }
}

/** A mailbox's secrets; null when they were sealed with a key that is gone, so that somebody must enter them again. */
export function openSecrets(seal: Seal, sealed: Uint8Array | null): MailboxSecrets | null {
  return openSealed(seal, sealed)?.secrets ?? null
}

/** As a row keeps them; null when there are none. */
export function sealSecrets(seal: Seal, secrets: MailboxSecrets, signIn: SignInState = {}): Uint8Array | null {
  const kept = { ...secrets, ...(Object.keys(signIn).length === 0 ? {} : { signIn }) }
  return Object.keys(kept).length === 0 ? null : seal.seal(JSON.stringify(kept))
}
