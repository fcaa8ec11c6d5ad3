import { resolve } from 'node:path'

export type Role = 'all' | 'web' | 'worker'

/** How this process runs; all of it from the environment and command-line flags. */
export type Config = {
  /** Folder of the embedded cluster, attachments and mails. Absolute. */
  readonly dataDir: string
  readonly port: number
  readonly host: string
  /** Null: the embedded PostgreSQL in dataDir. */
  readonly databaseUrl: string | null
  /** Where people reach us, without a slash at the end; links and cookies are made for it. */
  readonly publicUrl: string
  readonly logLevel: string
  readonly testClock: boolean
  readonly production: boolean
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Every wrong variable, each with what it should be. The process says them all and ends with exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads and checks the environment. Throws ConfigError naming every wrong variable at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: { data?: string; port?: string } = {}): Config {
  const problems: string[] = []
  const port = readPort(flags.port ?? env['PORT'], problems)
  const host = env['HOST'] || '127.0.0.1'
  const databaseUrl = readUrl('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:'], problems)
  const publicUrl = readUrl('MUSTER_PUBLIC_URL', env['MUSTER_PUBLIC_URL'], ['http:', 'https:'], problems)
  const logLevel = env['MUSTER_LOG_LEVEL'] || 'info'
  if (!LOG_LEVELS.includes(logLevel)) problems.push(`MUSTER_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${logLevel}"`)
  const production = env['NODE_ENV'] === 'production'
  const testClock = env['MUSTER_TEST_CLOCK'] === '1'
  if (!['', '0', '1', undefined].includes(env['MUSTER_TEST_CLOCK'])) problems.push('MUSTER_TEST_CLOCK must be 1 or unset')
  if (testClock && production) problems.push('MUSTER_TEST_CLOCK=1 is refused when NODE_ENV=production')
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    dataDir: resolve(flags.data ?? env['MUSTER_DATA'] ?? '.muster'),
    port,
    host,
    databaseUrl,
    publicUrl: (publicUrl ?? `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`).replace(/\/+$/, ''),
    logLevel,
    testClock,
    production,
  }
}

function readPort(value: string | undefined, problems: string[]): number {
  if (value === undefined || value === '') return 8080
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`PORT must be a whole number from 0 to 65535, not "${value}"`)
  return port
}

// The value itself is never repeated: it may hold a password.
function readUrl(variable: string, value: string | undefined, protocols: readonly string[], problems: string[]): string | null {
  if (value === undefined || value === '') return null
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    problems.push(`${variable} must be a URL beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`)
    return null
  }
  return value
}
