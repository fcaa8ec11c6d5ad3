import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../files/make-folder.ts'
import { requireSpace } from './disk-space.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { mayEnter, type ServerAccount, userName } from './server-account.ts'

/** Free space a start asks for: recovery and the first checkpoint need a little. */
const START_MB = 32

/**
 * Where the database lives. `home` is DATA/postgres with our log; `link` is DATA/postgres/cluster: the cluster itself, or,
 * for root when the service user cannot enter `home`, a symbolic link to it.
 */
export type ClusterFolder = { readonly home: string; readonly link: string; readonly log: string }

/** Makes the home when missing. Throws `embedded-wrong-owner`, `embedded-not-a-folder` or `embedded-folder-not-writable`. */
export function clusterFolder(dataDir: string, account: ServerAccount): ClusterFolder {
  const home = join(resolve(dataDir), 'postgres')
  makeHome(home, account)
  const owner = statSync(home).uid
  if (!account.separate && owner !== account.uid) {
    throw new EmbeddedFault('embedded-wrong-owner', { folder: home, owner: userName(owner), self: account.name })
  }
  return { home, link: join(home, 'cluster'), log: join(home, 'server.log') }
}

/**
 * The real path of the existing cluster, or undefined when there is none yet. Nothing is changed. Throws when it cannot be
 * used: wrong owner, another major version, damaged, unreachable for the account, or no space to start.
 */
export function existingCluster(folder: ClusterFolder, account: ServerAccount, major: number): string | undefined {
  const entry = lstatSync(folder.link, { throwIfNoEntry: false })
  if (!entry) return undefined
  if (!existsSync(folder.link)) throw damaged(folder.link, 'it points to a folder that is gone')
  const path = realpathSync(folder.link)
  const owner = statSync(path).uid
  if (owner !== account.uid) throw new EmbeddedFault('embedded-wrong-owner', { folder: path, owner: userName(owner), self: account.name })
  const version = join(path, 'PG_VERSION')
  if (!existsSync(version)) throw damaged(path, 'PG_VERSION is missing')
  const found = readFileSync(version, 'utf8').trim()
  if (found !== String(major)) throw new EmbeddedFault('embedded-wrong-version', { folder: path, found, ours: major })
  if (account.separate && !mayEnter(account, path))
    throw new EmbeddedFault('embedded-folder-unreachable', { folder: path, user: account.name })
  requireSpace(path, START_MB)
  return path
}

// Root lets others pass through, and only through: the service user must reach its cluster inside.
function makeHome(home: string, account: ServerAccount): void {
  const mode = account.separate ? 0o711 : 0o700
  try {
    makeFolder(home, mode)
  } catch (cause) {
    const { code, path = home } = cause as NodeJS.ErrnoException
    if (code === 'ENOTDIR') throw new EmbeddedFault('embedded-not-a-folder', { folder: path }, { cause })
    if (code === 'ENOSPC') requireSpace(dirname(dirname(home)), START_MB)
    const owner = code === 'EACCES' && existsSync(dirname(home)) ? statSync(dirname(home)).uid : account.uid
    if (owner !== account.uid) {
      throw new EmbeddedFault('embedded-wrong-owner', { folder: dirname(home), owner: userName(owner), self: account.name }, { cause })
    }
    throw new EmbeddedFault('embedded-folder-not-writable', { folder: home, detail: code ?? String(cause) }, { cause })
  }
}

function damaged(folder: string, detail: string): EmbeddedFault {
  return new EmbeddedFault('embedded-folder-damaged', { folder, detail })
}
