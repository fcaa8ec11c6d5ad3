import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haltServer } from '#platform/postgres/halt-server'
import { runningPostmaster } from '#platform/postgres/postmaster-file'
import { waitUntil } from '#platform/postgres/process-life'
import { runAs, serverAccount } from '#platform/postgres/server-account'
import { temporaryInMemory } from './temporary-in-memory.ts'

const BIN = '/usr/lib/postgresql/15/bin'

/** The oldest PostgreSQL we promise, as the distribution ships it, in a temporary folder; installed first when root and missing. */
export async function startDebianPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  if (!existsSync(`${BIN}/initdb`)) installPackage()
  const account = serverAccount()
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'muster-pg15-')))
  const cluster = join(folder, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  if (account.separate) for (const path of [folder, cluster]) chownSync(path, account.uid, account.gid)
  const log = openSync(join(folder, 'server.log'), 'a', 0o600)
  const options = { ...runAs(account), cwd: '/', env: { LC_ALL: 'C.UTF-8' } }
  const init = spawnSync(`${BIN}/initdb`, ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], {
    ...options,
    stdio: ['ignore', log, log],
  })
  if (init.status !== 0) throw new Error(`initdb of PostgreSQL 15 failed: see ${folder}/server.log`)
  // No fsync: it lives as long as one test run. Only the socket, in a folder nobody else may enter.
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    'timezone=UTC',
    'listen_addresses=',
    `unix_socket_directories=${cluster}`,
  ]
  const child = spawn(`${BIN}/postgres`, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  const ready = () => runningPostmaster(cluster)?.status === 'ready'
  await waitUntil(() => ready() || child.exitCode !== null, 30_000)
  if (!ready()) throw new Error(`PostgreSQL 15 did not start: see ${folder}/server.log`)
  return {
    url: `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(cluster)}`,
    async stop() {
      await haltServer(cluster)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function installPackage(): void {
  if (process.getuid?.() !== 0) throw new Error('PostgreSQL 15 is missing: apt-get install postgresql-15')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'],
  ]) {
    const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed: install postgresql-15 by hand`)
  }
}

/** `node test/harness/debian-postgres.ts -- command…`: runs the command against it (MUSTER_TEST_DATABASE_URL), then stops it. */
async function runAgainst(command: string, args: readonly string[]): Promise<number> {
  temporaryInMemory()
  const { url, stop } = await startDebianPostgres()
  try {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, MUSTER_TEST_DATABASE_URL: url } })
    const passOn = (name: NodeJS.Signals) => child.kill(name)
    process.on('SIGINT', passOn).on('SIGTERM', passOn)
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status) => resolve(status ?? 1))
    })
  } finally {
    await stop()
  }
}

if (import.meta.main) {
  const [command, ...args] = process.argv.slice(process.argv.indexOf('--') + 1)
  if (!command) throw new Error('usage: node test/harness/debian-postgres.ts -- command…')
  process.exitCode = await runAgainst(command, args)
}
