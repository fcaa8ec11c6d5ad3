import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readOrMakeSecret } from '#platform/files/secret-file'

/**
 * What the key of mail does: keeps a mailbox's passwords, tokens and keys, and signs what comes back to us by mail. The key is a file
 * beside the database, so that a copy of the database alone gives nothing away.
 */
export type Seal = {
  /** Another result every time. */
  seal(text: string): Uint8Array
  /** Throws `NotOurSeal` when it was sealed by another key or has been changed. */
  open(sealed: Uint8Array): string
  /** HMAC-SHA256, 32 bytes. */
  hmac(text: string): Uint8Array
}

/** What was to be opened fits no key of ours. */
export class NotOurSeal extends Error {
  override readonly name = 'NotOurSeal'
}

const FILE = 'mail-key'
/** The first byte of what is sealed: AES-256-GCM; then nonce, tag and ciphertext. Also authenticated, so it cannot be exchanged. */
const VERSION = Uint8Array.of(1)
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Opens `<dataDir>/mail-key`, made when it is not there. Losing it means typing every mailbox's password again. */
export async function openSeal(dataDir: string): Promise<Seal> {
  const secret = await readOrMakeSecret(dataDir, {
    file: FILE,
    ifRemoved: 'and enter the passwords of all mailboxes again; links and addresses in mails already sent then no longer work',
  })
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `muster mail ${use}`, 32))
  const sealing = keyFor('sealing')
  const signing = keyFor('signing')
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES }).setAAD(VERSION)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([VERSION, nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      const tagAt = VERSION.length + NONCE_BYTES
      const bodyAt = tagAt + TAG_BYTES
      if (bytes.length < bodyAt || bytes[0] !== VERSION[0]) throw new NotOurSeal('this was not sealed by Muster')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(VERSION.length, tagAt), { authTagLength: TAG_BYTES })
      decipher.setAAD(VERSION).setAuthTag(bytes.subarray(tagAt, bodyAt))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new NotOurSeal(`what is sealed here does not fit ${FILE}: it was changed, or the key is another one`, { cause: error })
      }
    },
    hmac: (text) => createHmac('sha256', signing).update(text).digest(),
  }
}
