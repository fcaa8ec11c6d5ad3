import { createPublicKey } from 'node:crypto'
import type { DkimRecord } from './rules/dkim-standing.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { SendSettings } from './rules/mailbox-settings.ts'

/** The public half of the key a mailbox signs with, in Base64. Null: it is no RSA key that can be read. */
export function dkimPublicKey(privateKeyPem: string): string | null {
  try {
    const key = createPublicKey(privateKeyPem)
    return key.asymmetricKeyType === 'rsa' ? key.export({ type: 'spki', format: 'der' }).toString('base64') : null
  } catch {
    // Whatever is wrong with it: a text that somebody pasted.
    return null
  }
}

/** The TXT record that lets receivers verify what a mailbox signs. Null: it signs nothing, or its key cannot be read. */
export function dkimRecord(send: SendSettings, secrets: MailboxSecrets): DkimRecord | null {
  if (send.by !== 'smtp' || send.dkim === null) return null
  const publicKey = dkimPublicKey(secrets.dkimPrivateKey ?? '')
  return publicKey === null ? null : { name: dkimName(send.dkim), value: `v=DKIM1; k=rsa; p=${publicKey}` }
}

export function dkimName({ domain, selector }: { readonly domain: string; readonly selector: string }): string {
  return `${selector}._domainkey.${domain}`
}
