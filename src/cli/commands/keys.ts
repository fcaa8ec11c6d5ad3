import type { Command } from 'commander'
import { ctxAs } from '#platform/ctx'
import { withDatabase } from '../environment.ts'
import { print } from '../print.ts'

export function keysCommand(program: Command): void {
  program
    .command('keys')
    .description('API 密钥 · API keys')
    .command('create')
    .description('为某人生成密钥，只显示这一次 · make a key that acts as a person; it is printed once, last on its line')
    .requiredOption('--staff <email>', '谁的密钥 · whose key it is')
    .requiredOption('--name <name>', '用途 · what it is for')
    .option('--scope <scope...>', '限定范围 · narrow it, e.g. tickets:read (default: everything the person may)')
    .action(async (options: { staff: string; name: string; scope?: string[] }, command: Command) => {
      const flags = command.optsWithGlobals()
      await withDatabase(flags, async ({ ctx, clock }) => {
        const { createKey, findStaffId } = await import('#auth')
        const id = await findStaffId(ctx, options.staff)
        const { stored, key } = await createKey(ctxAs(ctx, ctx.actor, await clock.now()), {
          name: options.name,
          holder: { kind: 'staff', id },
          scopes: options.scope ?? null,
        })
        print(
          flags['json']
            ? JSON.stringify({ id: stored.id, name: options.name, scopes: options.scope ?? null, key })
            : `${options.name} (${options.staff}): ${key}`,
        )
      })
    })
}
