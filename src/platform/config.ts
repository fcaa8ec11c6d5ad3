import { resolve } from 'node:path'

export type Role = 'all' | 'web' | 'worker'

/** How this process runs; all of it from the environment and command-line flags. */
export type Config = {
  /** Folder of the embedded cluster, attachments and mails. Absolute. */
  readonly dataDir: string
  readonly port: number
  /** False: `port` is what we listen on when nobody says otherwise. A worker, which needs no port, then opens none. */
  readonly portIsGiven: boolean
  readonly host: string
  /** Null: the embedded PostgreSQL in dataDir. */
  readonly databaseUrl: string | null
  /** Where people reach us, without a slash at the end; links and cookies are made for it. */
  readonly publicUrl: string
  readonly logLevel: string
  readonly testClock: boolean
  readonly production: boolean
  /** The authserv-id of the server that receives mail for us (RFC 8601); null: nobody's verdicts are believed. */
  readonly mailTrustedServer: string | null
  /** Where people sign in to Microsoft 365, without a slash at the end: a country’s own cloud has another one. */
  readonly microsoftLogin: string
  /** Where a mail server hands us mail; null: nowhere. */
  readonly mailListen: { readonly lmtp: boolean; readonly host: string; readonly port: number } | null
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** One wrong variable or flag, and what it should be. */
export type ConfigProblem = { readonly variable: string; readonly zh: string; readonly en: string }

/** Every wrong variable, each with what it should be. The process says them all and ends with exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]
  constructor(problems: readonly ConfigProblem[]) {
    super(`configuration: ${problems.map(({ variable, en }) => `${variable} ${en}`).join('; ')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads and checks the environment. Throws ConfigError naming every wrong variable at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: { data?: string; port?: string } = {}): Config {
  const problems: ConfigProblem[] = []
  const port = flags.port === undefined ? readPort('PORT', env['PORT'], problems) : readPort('--port', flags.port, problems)
  const host = env['HOST'] || '127.0.0.1'
  const databaseUrl = readUrl('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:'], problems)
  const publicUrl = readUrl('MUSTER_PUBLIC_URL', env['MUSTER_PUBLIC_URL'], ['http:', 'https:'], problems)
  const microsoftLogin = readUrl('MUSTER_MICROSOFT_LOGIN', env['MUSTER_MICROSOFT_LOGIN'], ['https:', 'http:'], problems)
  if (microsoftLogin?.startsWith('http:') && !LOOPBACK.test(new URL(microsoftLogin).hostname))
    problems.push({
      variable: 'MUSTER_MICROSOFT_LOGIN',
      zh: '应以 https:// 开头：其中会传送密钥',
      en: 'must begin with https://: secrets go there',
    })
  const logLevel = env['MUSTER_LOG_LEVEL'] || 'info'
  if (!LOG_LEVELS.includes(logLevel)) {
    const levels = LOG_LEVELS.join(', ')
    problems.push({
      variable: 'MUSTER_LOG_LEVEL',
      zh: `只能是 ${levels}，不能是“${logLevel}”`,
      en: `must be one of ${levels}, not "${logLevel}"`,
    })
  }
  const production = env['NODE_ENV'] === 'production'
  const testClock = env['MUSTER_TEST_CLOCK'] === '1'
  if (!['', '0', '1', undefined].includes(env['MUSTER_TEST_CLOCK']))
    problems.push({ variable: 'MUSTER_TEST_CLOCK', zh: '只能是 1，或者不设', en: 'must be 1 or unset' })
  if (testClock && production)
    problems.push({
      variable: 'MUSTER_TEST_CLOCK',
      zh: '在 NODE_ENV=production 时不允许设为 1',
      en: 'must not be 1 when NODE_ENV=production',
    })
  const mailListen = readListen('MUSTER_MAIL_LISTEN', env['MUSTER_MAIL_LISTEN'], problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    dataDir: resolve(flags.data || env['MUSTER_DATA'] || '.muster'),
    port,
    portIsGiven: Boolean(flags.port ?? env['PORT']),
    host,
    databaseUrl,
    publicUrl: (publicUrl ?? `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`).replace(/\/+$/, ''),
    logLevel,
    testClock,
    production,
    microsoftLogin: (microsoftLogin ?? 'https://login.microsoftonline.com').replace(/\/+$/, ''),
    mailTrustedServer: env['MUSTER_MAIL_TRUSTED_SERVER']?.trim().toLowerCase() || null,
    mailListen,
  }
}

const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|localhost)$/
const LISTEN = /^(lmtp|smtp):\/\/(\[[0-9a-f:.]+\]|[^\s/:@]+):(\d{1,5})\/?$/i

function readListen(variable: string, value: string | undefined, problems: ConfigProblem[]): Config['mailListen'] {
  if (value === undefined || value === '') return null
  const [, protocol, host, port] = LISTEN.exec(value) ?? []
  if (protocol === undefined || host === undefined || Number(port) > 65_535) {
    problems.push({
      variable,
      zh: `应为 lmtp://主机:端口 或 smtp://主机:端口，不能是“${value}”`,
      en: `must be lmtp://HOST:PORT or smtp://HOST:PORT, not "${value}"`,
    })
    return null
  }
  return { lmtp: protocol.toLowerCase() === 'lmtp', host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function readPort(variable: string, value: string | undefined, problems: ConfigProblem[]): number {
  if (value === undefined || value === '') return 8080
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    problems.push({
      variable,
      zh: `应为 0 到 65535 的整数，不能是“${value}”`,
      en: `must be a whole number from 0 to 65535, not "${value}"`,
    })
  return port
}

// The value itself is never repeated: it may hold a password.
function readUrl(variable: string, value: string | undefined, protocols: readonly string[], problems: ConfigProblem[]): string | null {
  if (value === undefined || value === '') return null
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    const beginnings = protocols.map((protocol) => `${protocol}//`)
    problems.push({
      variable,
      zh: `应为以 ${beginnings.join(' 或 ')} 开头的网址`,
      en: `must be a URL beginning with ${beginnings.join(' or ')}`,
    })
    return null
  }
  return value
}
