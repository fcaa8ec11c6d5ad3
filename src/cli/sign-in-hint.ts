import type { GlobalFlags } from './environment.ts'

/** How to sign in, said when the server is ready. */
export async function signInHint(flags: GlobalFlags): Promise<string> {
  const data = flags.data === undefined ? '' : ` --data ${flags.data}`
  return [
    `  演示账号 demo sign-ins:  bin/muster demo sign-ins${data}`,
    `  登录链接 sign-in link:   bin/muster sign-in-link --email YOU@COMPANY${data}`,
    '',
  ].join('\n')
}
