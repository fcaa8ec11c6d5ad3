import { requireReferences } from '#organization'
import type { Tx } from '#platform/db'
import { type FieldError, Refused } from '#platform/refused'
import { dkimPublicKey } from './dkim-record.ts'
import { type MailboxSecrets, secretsNeeded } from './rules/mailbox-secrets.ts'
import type { ReceiveSettings, SendSettings } from './rules/mailbox-settings.ts'
import { productLineInUse } from './store/mailboxes.ts'

/** Throws `invalid-input` naming every secret that these settings cannot do without, and a DKIM key that is none. */
export function requireSecrets(ways: { receive: ReceiveSettings; send: SendSettings }, secrets: MailboxSecrets): void {
  const errors: FieldError[] = secretsNeeded(ways)
    .filter((one) => secrets[one] === undefined)
    .map((one) => ({ path: `secrets.${one}`, code: 'required' }))
  if (secrets.dkimPrivateKey !== undefined && dkimPublicKey(secrets.dkimPrivateKey) === null)
    errors.push({ path: 'secrets.dkimPrivateKey', code: 'invalid-format' })
  if (errors.length > 0) throw new Refused('invalid-input', {}, errors)
}

export async function requireLine(tx: Tx, productLineId: string | undefined): Promise<void> {
  if (productLineId !== undefined) requireReferences([{ path: 'productLineId', found: await productLineInUse(tx, productLineId) }])
}
