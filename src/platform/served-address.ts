import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './postgres/process-life.ts'

/** What a serving process leaves in its data folder: where it listens, and where people reach it. */
type Served = { readonly pid: number; readonly address: string; readonly publicUrl: string }

const FILE = 'serving.json'
/** Where nobody listens the answer is there at once: a limit on hanging, not on a busy machine. */
const PROBE_MS = 10_000

/** Says in `dataDir`/serving.json (0600) where this process serves, for commands beside it. Gives how to take it back. */
export function leaveAddress(dataDir: string, at: { readonly address: string; readonly publicUrl: string }): () => void {
  const path = join(dataDir, FILE)
  const half = `${path}.${process.pid}`
  // Port 0 lets the system choose: people reach the one it chose.
  const publicUrl = at.publicUrl.replace(/:0$/, `:${new URL(at.address).port}`)
  writeFileSync(half, JSON.stringify({ pid: process.pid, address: at.address, publicUrl } satisfies Served), { mode: 0o600 })
  renameSync(half, path)
  return () => {
    // Of several on one folder the last one's is there; only its own is anybody's to remove.
    if (read(path)?.pid === process.pid) rmSync(path, { force: true })
  }
}

/** Where people reach the process that serves this folder now; null when none does, or only a killed one's words are left. */
export async function servedPublicUrl(dataDir: string): Promise<string | null> {
  const served = read(join(dataDir, FILE))
  if (!served || !isAlive(served.pid)) return null
  try {
    const answer = await fetch(`${served.address}/healthz`, { signal: AbortSignal.timeout(PROBE_MS) })
    return answer.ok ? served.publicUrl : null
  } catch {
    // Nobody listens there: its number is borne by another program now.
    return null
  }
}

function read(path: string): Served | null {
  try {
    const said = JSON.parse(readFileSync(path, 'utf8')) as Partial<Served>
    const whole = Number.isInteger(said.pid) && URL.canParse(said.address ?? '') && URL.canParse(said.publicUrl ?? '')
    return whole ? (said as Served) : null
  } catch (error) {
    // Not there, not ours to read, or no longer JSON: as good as not said.
    if (error instanceof SyntaxError || /^(ENOENT|ENOTDIR|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
