import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type ConnectionSecrets, writeSecrets } from './connection-file.ts'
import { fullest, noSpace } from './disk-space.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { type LogVerdict, logVerdict } from './log-verdict.ts'
import { type Postmaster, readPostmaster } from './postmaster-file.ts'
import { signal, waitUntil } from './process-life.ts'
import { runAs, type ServerAccount } from './server-account.ts'
import type { ServerBinaries } from './server-binaries.ts'
import { logSince, openServerLog } from './server-log.ts'
import { writeServerSettings } from './server-settings.ts'

/** Recovery after a crash takes as long as the writes it replays; this is far beyond our write-ahead log's bound. */
const READY_MS = 120_000
const PORT_TRIES = 5
/** Unix socket addresses hold 103 bytes on every system we run on. */
const SOCKET_PATH_BYTES = 103

export type Launch = {
  readonly cluster: string
  readonly account: ServerAccount
  readonly binaries: ServerBinaries
  readonly secrets: ConnectionSecrets
  readonly log: string
  readonly durable: boolean
}

/**
 * Starts the server and waits until it takes connections. It listens on a socket in the cluster folder, which only its owner
 * may enter; when that path is too long for a socket, on a free loopback port that is kept in the connection file.
 * The server is a process group of its own and outlives us: Ctrl-C and kill -9 do not reach it.
 */
export async function launchServer(launch: Launch): Promise<Postmaster> {
  writeServerSettings(launch.cluster, launch.durable)
  if (Buffer.byteLength(join(launch.cluster, `.s.PGSQL.${launch.secrets.port}`)) <= SOCKET_PATH_BYTES) {
    const outcome = await attempt(launch, launch.secrets.port, launch.cluster)
    if ('pid' in outcome) return outcome
    throw startFault(outcome, launch)
  }
  let port = launch.secrets.port === 5432 ? await freePort() : launch.secrets.port
  for (let round = 1; ; round += 1) {
    if (port !== launch.secrets.port) writeSecrets(launch.cluster, { ...launch.secrets, port }, launch.account)
    const outcome = await attempt(launch, port, '')
    if ('pid' in outcome) return outcome
    if (outcome.code !== 'port-taken') throw startFault(outcome, launch)
    if (round === PORT_TRIES) throw new EmbeddedFault('embedded-port-unavailable', { port })
    port = await freePort()
  }
}

async function attempt(launch: Launch, port: number, socketDir: string): Promise<Postmaster | LogVerdict> {
  const { file, start } = openServerLog(launch.log)
  const address = socketDir === '' ? '127.0.0.1' : ''
  const args = ['-D', launch.cluster, '-p', String(port), '-c', `listen_addresses=${address}`, '-c', `unix_socket_directories=${socketDir}`]
  const child = spawn(join(launch.binaries.folder, 'bin', 'postgres'), args, {
    ...runAs(launch.account),
    cwd: '/',
    detached: true,
    stdio: ['ignore', file, file],
    env: { LC_ALL: 'C.UTF-8', TZ: 'UTC', PATH: process.env.PATH ?? '' },
  })
  closeSync(file)
  child.unref()
  let ended: Error | 'ended' | undefined
  child.once('exit', () => {
    ended = 'ended'
  })
  child.once('error', (error) => {
    ended = error
  })
  let ready: Postmaster | undefined
  await waitUntil(() => {
    const seen = readPostmaster(launch.cluster)
    if (seen && seen.pid === child.pid && seen.status === 'ready') ready = seen
    return ready !== undefined || ended !== undefined
  }, READY_MS)
  if (ready) return ready
  if (ended instanceof Error) return { code: 'embedded-binaries-do-not-run', detail: ended.message }
  if (ended) return logVerdict(logSince(launch.log, start))
  if (child.pid !== undefined) signal(child.pid, 'SIGINT')
  throw new EmbeddedFault('embedded-start-too-slow', { seconds: READY_MS / 1000, log: launch.log })
}

function startFault(verdict: LogVerdict, { cluster, log, binaries, account }: Launch): EmbeddedFault {
  if (verdict.code === 'embedded-no-disk-space') return noSpace(fullest([cluster, join(cluster, 'pg_wal')]), 32)
  const code = verdict.code === 'port-taken' ? 'embedded-port-unavailable' : verdict.code
  return new EmbeddedFault(code, {
    detail: verdict.detail,
    folder: cluster,
    log,
    ours: binaries.major,
    found: '?',
    owner: '?',
    self: account.name,
    port: 0,
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no address'))))
    })
  })
}
