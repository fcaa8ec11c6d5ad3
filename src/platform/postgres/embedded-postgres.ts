import { randomBytes } from 'node:crypto'
import { APPLICATION_DATABASE, APPLICATION_ROLE, type EmbeddedConnection, prepareDatabase, urlOf } from './application-database.ts'
import { type ClusterFolder, clusterFolder, existingCluster } from './cluster-folder.ts'
import { type ClusterHold, endOrphans, holdCluster, isPassing, ServedAlready } from './cluster-hold.ts'
import { readSecrets } from './connection-file.ts'
import { createCluster } from './create-cluster.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { haltServer } from './halt-server.ts'
import { keepRunning, type Opened } from './keep-running.ts'
import { launchServer } from './launch-server.ts'
import { clearDeadServer, type Postmaster, runningPostmaster } from './postmaster-file.ts'
import { signal, waitUntil } from './process-life.ts'
import { type ServerAccount, serverAccount } from './server-account.ts'
import { type ServerBinaries, serverBinaries } from './server-binaries.ts'
import type { EmbeddedLog } from './server-log.ts'
import { watchServerLog } from './server-log.ts'

export type EmbeddedStep = 'creating' | 'waiting-for-old-server' | 'starting' | 'adopting' | 'ready'

export type EmbeddedOptions = {
  readonly dataDir: string
  readonly log: EmbeddedLog
  readonly onProgress?: (step: EmbeddedStep) => void
  /** False for databases that live as long as one test run: writes are not flushed. */
  readonly durable?: boolean
}

export type Embedded = {
  /** The application's: an ordinary role that owns its database. */
  readonly connection: EmbeddedConnection
  readonly url: string
  /** The superuser's, in the database `postgres`: for tests and backups. */
  readonly superuserUrl: string
  /** True when a running server was found: an orphan of a killed process, or one that another process uses. */
  readonly adopted: boolean
  /** Gives the cluster up and, when nobody else uses it, stops it; returns when it is gone. Once is enough. */
  stop(): Promise<void>
}

/** A server that is stopping is waited for, however often that happens, for this long. */
const PASSING_MS = 60_000

/** Starts (or adopts) the cluster in `dataDir` as its one server. Throws EmbeddedFault: its `sentence` is for people. */
export function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return open(options, true)
}

/** Uses the cluster beside its server, if there is one; otherwise starts it, and `stop` stops it again. For CLI commands. */
export function attachEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return open(options, false)
}

type Site = { readonly account: ServerAccount; readonly binaries: ServerBinaries; readonly folder: ClusterFolder; readonly cluster: string }

async function open(options: EmbeddedOptions, exclusive: boolean): Promise<Embedded> {
  const site = await findOrCreate(options)
  const name = `muster/${process.pid}/${randomBytes(3).toString('hex')}`
  const first = await runAndHold(site, options, name, exclusive)
  await prepareDatabase(first.hold.client, readSecrets(site.cluster).applicationPassword)
  const kept = keepRunning(first, () => runAndHold(site, options, name, exclusive), options.log)
  const unwatch = watchServerLog(site.folder.log)
  // A process that ends without stop() leaves no server behind, unless another one serves or a signal killed it outright.
  const atExit = () => {
    if (exclusive || !first.adopted) signal(kept.current().postmaster.pid, 'SIGINT')
  }
  process.once('exit', atExit)
  options.onProgress?.('ready')
  let stopping: Promise<void> | undefined
  const stop = async () => {
    unwatch()
    const { hold, postmaster } = await kept.end()
    if (await letGo(hold)) await haltServer(site.cluster)
    else options.log.info({ pid: postmaster.pid }, 'the database goes on: another process uses it')
    process.removeListener('exit', atExit)
  }
  const secrets = readSecrets(site.cluster)
  const at = { host: first.postmaster.socketDir || '127.0.0.1', port: first.postmaster.port }
  const connection = { ...at, user: APPLICATION_ROLE, password: secrets.applicationPassword, database: APPLICATION_DATABASE }
  const superuser = { ...at, user: 'postgres', password: secrets.supervisorPassword, database: 'postgres' }
  return {
    connection,
    url: urlOf(connection, name),
    superuserUrl: urlOf(superuser, name),
    adopted: first.adopted,
    stop: () => (stopping ??= stop()),
  }
}

async function findOrCreate(options: EmbeddedOptions): Promise<Site> {
  const account = serverAccount()
  const binaries = serverBinaries(account)
  const folder = clusterFolder(options.dataDir, account)
  const found = existingCluster(folder, account, binaries.major)
  if (found !== undefined) return { account, binaries, folder, cluster: found }
  options.onProgress?.('creating')
  return { account, binaries, folder, cluster: await createCluster(folder, account, binaries, options.durable ?? true) }
}

/** Again and again while the server there is stopping or has just been stopped by another process. */
async function runAndHold(site: Site, options: EmbeddedOptions, name: string, exclusive: boolean): Promise<Opened> {
  const end = performance.now() + PASSING_MS
  for (;;) {
    try {
      const { postmaster, adopted } = await run(site, options)
      const host = postmaster.socketDir || '127.0.0.1'
      const password = readSecrets(site.cluster).supervisorPassword
      const hold = await holdCluster({ host, port: postmaster.port, password, name, exclusive })
      const orphans = adopted && exclusive ? await endOrphans(hold.client) : 0
      if (orphans > 0) options.log.warn({ orphans }, 'sessions of a killed process were ended')
      return { postmaster, hold, adopted }
    } catch (error) {
      if (error instanceof ServedAlready)
        throw new EmbeddedFault('embedded-folder-in-use', { folder: site.folder.home, pid: error.pid }, { cause: error })
      if (!isPassing(error) || performance.now() > end) throw error
      await waitUntil(() => false, 50)
    }
  }
}

async function run(site: Site, options: EmbeddedOptions): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  const { cluster, account, binaries, folder } = site
  const running = () => runningPostmaster(cluster)
  if (running()) {
    options.onProgress?.(running()?.status === 'ready' ? 'adopting' : 'waiting-for-old-server')
    await waitUntil(() => running()?.status === 'ready' || running() === undefined, PASSING_MS)
    const postmaster = running()
    if (postmaster?.status === 'ready') return { postmaster, adopted: true }
  }
  await clearDeadServer(cluster)
  options.onProgress?.('starting')
  const launch = { cluster, account, binaries, secrets: readSecrets(cluster), log: folder.log, durable: options.durable ?? true }
  return { postmaster: await launchServer(launch), adopted: false }
}

async function letGo(hold: ClusterHold): Promise<boolean> {
  try {
    return await hold.release()
  } catch (error) {
    // The server died under us: what is left of it is ours to clear away.
    if (isPassing(error) || /not queryable|closed/i.test(String(error))) return true
    throw error
  }
}
