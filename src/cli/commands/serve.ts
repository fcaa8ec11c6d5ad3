import { type Command, Option } from 'commander'
import { configFrom } from '../environment.ts'
import { print } from '../print.ts'
import { signInHint } from '../sign-in-hint.ts'

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('启动 Muster · run Muster: web, worker, or both')
    .option('--port <n>', '端口 · port to listen on (PORT, 8080; a worker: none unless given)')
    .addOption(new Option('--role <role>', '本进程的角色 · what this process does').choices(['all', 'web', 'worker']).default('all'))
    .action(async (_options, command: Command) => {
      const flags = command.optsWithGlobals()
      const config = configFrom(flags)
      const { serve } = await import('../../main.ts')
      await serve(config, flags['role'], async (address) => {
        if (flags['json']) return print(JSON.stringify({ ready: true, address }))
        if (flags['role'] === 'worker') return print(`worker ready · 后台进程已就绪${address === '' ? '' : `  ${address}/healthz`}`)
        print(`\n  Muster 集结  ${address}\n`)
        print(await signInHint(flags))
      })
    })
}
