import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { ClusterFolder } from './cluster-folder.ts'
import { newSecrets, writeSecrets } from './connection-file.ts'
import { noSpace, requireSpace } from './disk-space.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { logVerdict } from './log-verdict.ts'
import { isAlive, processesIn, signal, waitUntil } from './process-life.ts'
import { mayEnter, runAs, type ServerAccount } from './server-account.ts'
import { REACHABLE_PLACE, type ServerBinaries } from './server-binaries.ts'
import { INCLUDE_OUR_SETTINGS, writeServerSettings } from './server-settings.ts'

/** Room for a new cluster and its first write-ahead log. */
const NEW_CLUSTER_MB = 160
const WORKSHOP = /^init-(\d+)-[0-9a-f]+$/
/** Workshops this very process is using: its number alone does not tell them from those of a dead namesake. */
const ours = new Set<string>()

/**
 * Makes a cluster in a folder aside and moves it into place when it is whole: a start killed halfway leaves only scraps,
 * which the next start removes. Two starts at once make two; the first into place wins and serves both. Gives its real path.
 */
export async function createCluster(
  folder: ClusterFolder,
  account: ServerAccount,
  binaries: ServerBinaries,
  durable: boolean,
): Promise<string> {
  const inPlace = !account.separate || mayEnter(account, folder.home)
  const place = inPlace ? folder.home : join(REACHABLE_PLACE, 'clusters')
  if (!inPlace) {
    mkdirSync(place, { recursive: true })
    for (const path of [REACHABLE_PLACE, place]) chmodSync(path, 0o755)
  }
  await sweepScraps(place)
  requireSpace(place, NEW_CLUSTER_MB)
  const workshop = join(place, `init-${process.pid}-${randomBytes(4).toString('hex')}`)
  ours.add(workshop)
  try {
    mkdirSync(workshop, { mode: 0o700 })
    if (account.separate) chownSync(workshop, account.uid, account.gid)
    await build(workshop, account, binaries, durable)
    moveIntoPlace(join(workshop, 'cluster'), folder, inPlace ? undefined : join(place, randomBytes(8).toString('hex')))
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noSpace(place, NEW_CLUSTER_MB, error) : error
  } finally {
    rmSync(workshop, { recursive: true, force: true })
    ours.delete(workshop)
  }
  return realpathSync(folder.link)
}

async function build(workshop: string, account: ServerAccount, binaries: ServerBinaries, durable: boolean): Promise<void> {
  const secrets = newSecrets()
  const cluster = join(workshop, 'cluster')
  const passwordFile = join(workshop, 'password')
  writeFileSync(passwordFile, secrets.supervisorPassword, { mode: 0o600 })
  if (account.separate) chownSync(passwordFile, account.uid, account.gid)
  const { status, output } = await run(join(binaries.folder, 'bin', 'initdb'), account, workshop, [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
    '--set=huge_pages=off',
    '--set=timezone=UTC',
    '--set=log_timezone=UTC',
    ...(durable ? [] : ['--no-sync']),
  ])
  if (status !== 0) throw initFault(output, workshop)
  appendFileSync(join(cluster, 'postgresql.conf'), INCLUDE_OUR_SETTINGS, { flush: durable })
  writeServerSettings(cluster, durable)
  writeSecrets(cluster, secrets, account)
}

// It works in the workshop, so that a start which finds it orphaned knows it by that.
function run(
  program: string,
  account: ServerAccount,
  workshop: string,
  args: string[],
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...runAs(account), cwd: workshop, env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH ?? '' } })
    let output = ''
    const keep = (part: Buffer) => {
      output += part.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (cause) => reject(new EmbeddedFault('embedded-binaries-do-not-run', { detail: cause.message }, { cause })))
    child.once('close', (status) => resolve({ status, output }))
  })
}

function initFault(output: string, folder: string): EmbeddedFault {
  const { code, detail } = logVerdict(output)
  if (code === 'embedded-no-disk-space') return noSpace(folder, NEW_CLUSTER_MB)
  const known = code === 'embedded-shared-memory' || code === 'embedded-binaries-do-not-run' || code === 'embedded-folder-not-writable'
  return new EmbeddedFault(known ? code : 'embedded-start-failed', { detail, folder, log: folder })
}

// Renaming onto a folder that is not empty fails, as does a link that exists: the file system is the judge of who was first.
function moveIntoPlace(made: string, folder: ClusterFolder, elsewhere: string | undefined): void {
  try {
    renameSync(made, elsewhere ?? folder.link)
    if (elsewhere !== undefined) symlinkSync(elsewhere, folder.link)
  } catch (error) {
    if (elsewhere !== undefined) rmSync(elsewhere, { recursive: true, force: true })
    if (!lstatSync(folder.link, { throwIfNoEntry: false }) || !existsSync(join(folder.link, 'PG_VERSION'))) throw error
  }
}

/** Removes what starts that died halfway left behind, and ends what still works on it; leaves what a living start is making. */
async function sweepScraps(place: string): Promise<void> {
  for (const name of readdirSync(place)) {
    const maker = WORKSHOP.exec(name)?.[1]
    const scrap = join(place, name)
    if (maker === undefined || ours.has(scrap) || (Number(maker) !== process.pid && isAlive(Number(maker)))) continue
    const workers = () => [scrap, join(scrap, 'cluster')].flatMap(processesIn)
    for (const pid of workers()) signal(pid, 'SIGKILL')
    await waitUntil(() => workers().length === 0, 5_000)
    rmSync(scrap, { recursive: true, force: true })
  }
}
