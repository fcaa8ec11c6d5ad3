import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { configFrom, type GlobalFlags } from '../environment.ts'

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('导入数据 · bring data in')
    .command('mail')
    .description(
      '读取邮件（.eml、mbox、Maildir 文件夹，- 为标准输入），逐封说明读懂了什么 · read mails (.eml, mbox, Maildir folder, - for stdin) and tell what was understood of each',
    )
    .argument('<files...>', '文件、文件夹或 - · files, folders or -')
    .option('--dry-run', '只读不写；还没有数据库时也不打开 · only read, write nothing; where there is no database yet, open none')
    .option('--mailbox <address>', '算作寄到哪个邮箱 · the mailbox they count as sent to (default: the default one)')
    .action(async (files: string[], options: { dryRun?: boolean; mailbox?: string }, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags>()
      const { json = false } = flags
      const isComplete = options.dryRun
        ? await (await import('../read-mails.ts')).readMails(hasDatabase(flags) ? flags : null, files, json)
        : await (await import('../import-mails.ts')).importMails(flags, files, options.mailbox ?? null, json)
      if (!isComplete) process.exitCode = 1
    })
}

function hasDatabase(flags: GlobalFlags): boolean {
  const { databaseUrl, dataDir } = configFrom(flags)
  return databaseUrl !== null || existsSync(join(dataDir, 'postgres'))
}
