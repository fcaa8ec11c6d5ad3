import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import { readCounts } from '#platform/invariants'
import type { Finding } from './commands/doctor.ts'
import type { CommandContext } from './environment.ts'

const LEAST_FREE_MB = 500

/** Every check of `doctor`, in the order a person would mend them. */
export async function examine({ config, db, clock }: CommandContext): Promise<Finding[]> {
  const counts = await readCounts(db)
  const behindMs = counts.earliestDue === null ? 0 : Math.max(0, (await clock.now()) - counts.earliestDue)
  return [
    { check: 'node', ok: isNewEnough(process.versions.node), says: `v${process.versions.node} (needs 22.18 or newer)` },
    await dataFolder(config.dataDir),
    await freeSpace(config.dataDir),
    {
      check: 'postgres',
      ok: counts.serverVersion >= 150_000,
      says: `version ${Math.floor(counts.serverVersion / 10_000)} (needs 15 or newer)`,
    },
    { check: 'durability', ok: counts.fsync === 'on', says: `fsync ${counts.fsync}` },
    { check: 'encoding', ok: counts.encoding === 'UTF8', says: counts.encoding },
    { check: 'migrations', ok: true, says: `${counts.migrations} applied, none pending` },
    {
      check: 'workspace',
      ok: counts.hasWorkspace,
      says: counts.hasWorkspace ? 'set up' : 'not set up: run `bin/muster demo`, or set it up in the administration',
    },
    { check: 'owners', ok: counts.ownerless === 0, says: `${counts.ownerless} open tickets without an active owner or liaison` },
    { check: 'obligations', ok: counts.unowed === 0, says: `${counts.unowed} tickets that never owed anything` },
    {
      check: 'sweep',
      ok: behindMs < 60_000,
      says: behindMs === 0 ? 'nothing overdue' : `${Math.round(behindMs / 1000)} s behind: is a worker running?`,
    },
    { check: 'jobs', ok: counts.failedJobs === 0, says: `${counts.failedJobs} jobs given up` },
    { check: 'public address', ok: !config.production || config.publicUrl.startsWith('https:'), says: config.publicUrl },
  ]
}

async function dataFolder(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    return { check: 'data folder', ok: true, says: folder }
  } catch {
    return { check: 'data folder', ok: false, says: `${folder} cannot be written: change its owner or set MUSTER_DATA` }
  }
}

async function freeSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder)
  const freeMb = Math.floor((bavail * bsize) / 1_048_576)
  return { check: 'disk', ok: freeMb >= LEAST_FREE_MB, says: `${freeMb} MB free (keep at least ${LEAST_FREE_MB})` }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}
