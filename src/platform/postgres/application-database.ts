import type pg from 'pg'

export const APPLICATION_ROLE = 'muster'
export const APPLICATION_DATABASE = 'muster'

export type EmbeddedConnection = {
  /** The folder of the socket, or 127.0.0.1. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** The application's role and database, made when missing. */
export async function prepareDatabase(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
    [APPLICATION_ROLE, APPLICATION_DATABASE],
  )
  if (!rows[0]?.role) await unlessMade(client.query(`create role ${APPLICATION_ROLE} login password ${client.escapeLiteral(password)}`))
  if (!rows[0]?.database) await unlessMade(client.query(`create database ${APPLICATION_DATABASE} owner ${APPLICATION_ROLE}`))
}

// Two first starts at once: the other one made it (duplicate_object, duplicate_database, unique_violation).
async function unlessMade(making: Promise<unknown>): Promise<void> {
  try {
    await making
  } catch (error) {
    if (!/^(42710|42P04|23505)$/.test((error as { code?: string }).code ?? '')) throw error
  }
}

export function urlOf(connection: EmbeddedConnection, name: string): string {
  const { host, port, user, password, database } = connection
  const extra = new URLSearchParams({ application_name: name })
  if (host.startsWith('/')) extra.set('host', host)
  return `postgresql://${user}:${encodeURIComponent(password)}@${host.startsWith('/') ? 'localhost' : host}:${port}/${database}?${extra}`
}
