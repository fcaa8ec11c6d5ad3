const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  // Stopping, crashed, starting up; connection failures; no connection left.
  ...['57P01', '57P02', '57P03', '57P05', '08000', '08001', '08003', '08006', '53300'],
])

/** What the driver says without a code; the last one when even the rollback found nobody there, which hides the first error. */
const WORDS = /Connection terminated|timeout exceeded when trying to connect|is not queryable/

/** Whether PostgreSQL could not be asked: it is restarting, unreachable or full of others. Trying again later is right. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: string; syscall?: string }
  // The folder of its socket is gone, or has no socket yet; any other missing file is a fault.
  if (code === 'ENOENT') return syscall === 'connect'
  return CODES.has(code ?? '') || WORDS.test(error.message)
}

/** Does what need not be done while the database is away: a lease that is not given back runs out by itself. Other faults are thrown. */
export async function unlessAway(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
  }
}
