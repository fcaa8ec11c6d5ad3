import pino, { type Logger } from 'pino'
import { isDatabaseAway } from './database-away.ts'

export type Log = Logger

const SECRET_PATHS = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey', 'headers', 'body', 'url.password'].flatMap(
  (key) => [key, `*.${key}`],
)

/** Structured logs on stderr, one JSON object a line. Never a secret, a header or a body: those paths are removed wherever they stand. */
export function openLog(level: string, destination: pino.DestinationStream = pino.destination({ dest: 2, sync: false })): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_PATHS, remove: true },
      serializers: { err: describeError },
    },
    destination,
  )
}

// Only what helps: pg errors carry `detail` with row values (personal data), so it is left out.
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String((error as { message?: unknown } | null)?.message ?? error) }
  const { code, constraint } = error as { code?: string; constraint?: string }
  // Where in us it was noticed tells nothing.
  if (isDatabaseAway(error)) return { type: error.name, message: error.message, code }
  return { type: error.name, message: error.message, code, constraint, stack: error.stack }
}
