import { type Db, openPool } from '#platform/db'
import type { Log } from '#platform/log'
import { readOrMakeAuthSecret } from './auth-secret.ts'
import { type Authenticator, makeAuthenticator, type Pool } from './authenticate.ts'
import { type Identity, makeIdentity } from './identity.ts'
import type { MailOut } from './mail-out.ts'

const IDENTITY_CONNECTIONS = 4

export type AuthParts = {
  readonly db: Db
  /** The pool under `db`, for the one read that every request makes. */
  readonly pool: Pool
  readonly databaseUrl: string
  readonly dataDir: string
  readonly publicUrl: string
  readonly mailOut: MailOut
  readonly log: Log
}

/** Signing in and knowing who calls, opened once per process. Close it after the last request. */
export type Auth = Authenticator & {
  readonly db: Db
  readonly publicUrl: string
  readonly identity: Identity
  close(): Promise<void>
}

export async function openAuth(parts: AuthParts): Promise<Auth> {
  const { db, log, publicUrl } = parts
  const secret = await readOrMakeAuthSecret(parts.dataDir)
  // better-auth reads instants as Date, so it has connections of its own with the driver's parsers.
  const pool = openPool(parts.databaseUrl, log, { max: IDENTITY_CONNECTIONS, applicationName: 'muster identity', driverTypes: true })
  return {
    ...makeAuthenticator({ pool: parts.pool, secret, publicUrl, log }),
    db,
    publicUrl,
    identity: makeIdentity({ db, pool, secret, publicUrl, mailOut: parts.mailOut, log }),
    close: () => pool.end(),
  }
}
