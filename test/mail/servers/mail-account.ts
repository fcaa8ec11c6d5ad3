import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

export type Account = { readonly uid: number; readonly gid: number; readonly groupName: string }

/** Whose the mail files are: the distribution's `mail` when we are root and may choose, else ours. */
export function mailAccount(): Account {
  const { uid, username } = userInfo()
  return accountOf(uid === 0 ? 'mail' : username)
}

/** A user of this machine. Throws when there is none of that name. */
export function accountOf(name: string): Account {
  const [, , uid, gid] = entry('/etc/passwd', (fields) => fields[0] === name) ?? []
  if (uid === undefined || gid === undefined) throw new Error(`this machine has no user called ${name}`)
  return { uid: Number(uid), gid: Number(gid), groupName: entry('/etc/group', (fields) => fields[2] === gid)?.[0] ?? name }
}

function entry(file: string, isIt: (fields: string[]) => boolean): string[] | undefined {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(isIt)
}
