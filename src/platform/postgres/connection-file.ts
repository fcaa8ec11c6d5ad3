import { randomBytes } from 'node:crypto'
import { chownSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedFault } from './embedded-fault.ts'
import type { ServerAccount } from './server-account.ts'

/** What only this cluster's owner may read: the supervisor's password, the application's, and the port. */
export type ConnectionSecrets = { readonly port: number; readonly supervisorPassword: string; readonly applicationPassword: string }

const FILE = 'muster-connection.json'

export function newSecrets(): ConnectionSecrets {
  const password = () => randomBytes(24).toString('base64url')
  return { port: 5432, supervisorPassword: password(), applicationPassword: password() }
}

/** Written whole or not at all, mode 0600, flushed to disk. */
export function writeSecrets(cluster: string, secrets: ConnectionSecrets, account: ServerAccount): void {
  const half = join(cluster, `${FILE}.${process.pid}`)
  writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  if (account.separate) chownSync(half, account.uid, account.gid)
  renameSync(half, join(cluster, FILE))
}

export function readSecrets(cluster: string): ConnectionSecrets {
  try {
    return JSON.parse(readFileSync(join(cluster, FILE), 'utf8')) as ConnectionSecrets
  } catch (cause) {
    throw new EmbeddedFault('embedded-folder-damaged', { folder: cluster, detail: `${FILE} cannot be read` }, { cause })
  }
}
