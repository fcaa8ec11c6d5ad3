import { readSignIns, type SignIn } from '../../demo/demo-state.ts'
import { type GlobalFlags, withDatabase } from './environment.ts'

/** How to sign in, said when the server is ready: the demo's people when it is the demo, else how to get a link. */
export async function signInHint(flags: GlobalFlags): Promise<string> {
  const signIns = await withDatabase(flags, ({ db }) => readSignIns(db))
  if (signIns !== null) return `  演示账号 demo sign-ins (role, e-mail, password):\n${signInTable(signIns)}\n`
  const data = flags.data === undefined ? '' : ` --data ${flags.data}`
  return `  登录链接 sign-in link:   bin/muster sign-in-link --email YOU@COMPANY${data}\n`
}

export function signInTable(signIns: readonly SignIn[]): string {
  return signIns.map(({ role, email, password }) => `  ${role.padEnd(14)} ${email.padEnd(26)} ${password}`).join('\n')
}
