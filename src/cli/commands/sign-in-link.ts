import type { Command } from 'commander'
import { openPool } from '#platform/db'
import { withDatabase } from '../environment.ts'
import { print } from '../print.ts'

export function signInLinkCommand(program: Command): void {
  program
    .command('sign-in-link')
    .description('生成一次性登录链接，15 分钟内有效 · print a link that signs a person in once, within 15 minutes')
    .requiredOption('--email <email>', '谁来登录 · whom it signs in')
    .action(async (options: { email: string }, command: Command) => {
      const flags = command.optsWithGlobals()
      await withDatabase(flags, async ({ config, db, url, log }) => {
        const { createSignInLink, fileMailOut, openAuth } = await import('#auth')
        const pool = openPool(url, log, { max: 2, applicationName: 'muster sign-in-link' })
        const auth = await openAuth({
          db,
          pool,
          databaseUrl: url,
          dataDir: config.dataDir,
          publicUrl: config.publicUrl,
          mailOut: fileMailOut(config.dataDir),
          log,
        })
        try {
          const link = await createSignInLink(auth, options.email)
          print(flags['json'] ? JSON.stringify({ email: options.email, link }) : link)
        } finally {
          await auth.close()
          await pool.end()
        }
      })
    })
}
