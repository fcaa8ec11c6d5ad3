import type { Db } from '#platform/db'
import { inTransaction } from '#platform/transaction'
import type { Seal } from './seal.ts'
import { openSecrets, sealSecrets } from './sealed-secrets.ts'
import { lockMailbox, saveMailboxSecrets } from './store/mailboxes.ts'

/**
 * Keeps the refresh token that a provider gave in place of ours: the one before may be of no more use. `was`: the one it replaces, so that
 * a token entered meanwhile is not overwritten. No version and no event: nobody edited anything.
 */
export async function keepRefreshToken(
  db: Db,
  { seal }: { seal: Seal },
  change: { mailboxId: string; was: string; token: string },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const mailbox = await lockMailbox(tx, change.mailboxId)
    const secrets = mailbox ? openSecrets(seal, mailbox.secrets) : null
    if (secrets?.refreshToken !== change.was) return
    const sealed = sealSecrets(seal, { ...secrets, refreshToken: change.token })
    if (sealed !== null) await saveMailboxSecrets(tx, change.mailboxId, sealed)
  })
}
