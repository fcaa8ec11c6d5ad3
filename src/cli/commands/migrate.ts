import type { Command } from 'commander'
import { openLog } from '#platform/log'
import { openDatabase } from '#platform/open-database'
import { configFrom } from '../environment.ts'
import { print } from '../print.ts'

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('把数据库升级到本版本后退出 · bring the database up to this version and exit')
    .action(async (_options, command: Command) => {
      const flags = command.optsWithGlobals()
      const config = configFrom(flags)
      const applied: string[] = []
      const database = await openDatabase(config, openLog('warn'), {
        say: (line) => line.startsWith('migrate ') && applied.push(line.slice(8)),
      })
      await database.close()
      if (flags['json']) return print(JSON.stringify({ applied }))
      print(applied.length === 0 ? '数据库已是最新 · the database is up to date' : applied.map((file) => `applied ${file}`).join('\n'))
    })
}
