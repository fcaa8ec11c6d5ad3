import { spawnSync } from 'node:child_process'
import { EmbeddedFault } from './embedded-fault.ts'

const SERVICE_USER = 'postgres'

/** Whom the database runs as. `separate` when we are root: PostgreSQL refuses root, so files are handed to this account. */
export type ServerAccount = { readonly uid: number; readonly gid: number; readonly name: string; readonly separate: boolean }

/**
 * Ourselves; or, started by root, the system user `postgres` (made when missing).
 * Throws `embedded-no-service-user` when root cannot make it.
 */
export function serverAccount(): ServerAccount {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? -1, name: userName(uid), separate: false }
  const found = findUser() ?? makeUser()
  return { ...found, name: SERVICE_USER, separate: true }
}

/** Options for `spawn` that make the child run as the account. */
export function runAs(account: ServerAccount): { uid: number; gid: number } | Record<string, never> {
  return account.separate ? { uid: account.uid, gid: account.gid } : {}
}

/** Whether the account may enter the folder: asked by entering it, so that groups, lists and mounts all count. */
export function mayEnter(account: ServerAccount, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs(account), stdio: 'ignore', cwd: '/' }).status === 0
}

/** The name of a user id; its number when it has none. */
export function userName(uid: number): string {
  const answer = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : String(uid)
}

function findUser(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => {
    const answer = spawnSync('id', [which, SERVICE_USER], { encoding: 'utf8' })
    return answer.status === 0 ? Number(answer.stdout) : undefined
  })
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

// The same account Debian's own PostgreSQL packages would make, so that installing them later changes nothing.
function makeUser(): { uid: number; gid: number } {
  const answer = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--home-dir', '/var/lib/postgresql', '--shell', '/usr/sbin/nologin', SERVICE_USER],
    { encoding: 'utf8' },
  )
  const made = findUser()
  if (made) return made
  throw new EmbeddedFault('embedded-no-service-user', { detail: answer.error?.message ?? answer.stderr.trim() })
}
