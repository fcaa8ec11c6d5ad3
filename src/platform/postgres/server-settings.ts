import { writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const FILE = 'muster.conf'

/** What is appended once to a new cluster's postgresql.conf. */
export const INCLUDE_OUR_SETTINGS = `
include_if_exists = '${FILE}'  # written anew by Muster at every start
# Settings of your own go below this line and win.
`

/** A quarter of the machine for what is read again and again, as PostgreSQL advises, within bounds: it is taken only as it fills. */
function bufferMb(): number {
  // A container may have less than its machine. Without a limit the system tells none, or one beyond all memory.
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.min(8192, Math.max(128, Math.floor(bytes / 4 / 1_048_576)))
}

// Durable first, then small when idle. Statements and row values stay out of the log: they hold customers' data.
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: `${bufferMb()}MB`,
  max_connections: '100',
  // What was in the buffers is read into them again after a restart.
  shared_preload_libraries: 'pg_prewarm',
  huge_pages: 'off',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_wal_size: '2GB',
  // A backend whose client was killed ends within this time, whatever it is running.
  client_connection_check_interval: '1s',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] %a ',
}

// A crash of the machine may lose everything: for databases that live as long as one test run.
const FORGETFUL = {
  ...SETTINGS,
  shared_preload_libraries: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '300',
  max_wal_size: '2GB',
}

export function writeServerSettings(cluster: string, durable: boolean): void {
  const lines = Object.entries(durable ? SETTINGS : FORGETFUL).map(([name, value]) => `${name} = '${value}'`)
  writeFileSync(
    join(cluster, FILE),
    `# Written by Muster at every start; put your own settings into postgresql.conf.\n${lines.join('\n')}\n`,
    { mode: 0o644 },
  )
}
