import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import { NotOurSeal, type Seal } from './seal.ts'

/** A mailbox's secrets; null when they were sealed with a key that is gone, so that somebody must enter them again. */
export function openSecrets(seal: Seal, sealed: Uint8Array | null): MailboxSecrets | null {
  if (sealed === null) return {}
  try {
    return JSON.parse(seal.open(sealed)) as MailboxSecrets
  } catch (error) {
    if (error instanceof NotOurSeal) return null
    throw error
  }
}

/** As a row keeps them; null when there are none. */
export function sealSecrets(seal: Seal, secrets: MailboxSecrets): Uint8Array | null {
  return Object.keys(secrets).length === 0 ? null : seal.seal(JSON.stringify(secrets))
}
