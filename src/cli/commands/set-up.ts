import type { Command } from 'commander'
import { type GlobalFlags, withDatabase } from '../environment.ts'
import { print } from '../print.ts'
import type { NewCompany } from '../set-up.ts'

export function setUpCommand(program: Command): void {
  program
    .command('set-up')
    .description('为一家真实的公司建立工作区和首位管理员 · set up an empty database for a real company: workspace and first administrator')
    .requiredOption('--company <name>', '公司名称 · name of the company')
    .requiredOption('--name <name>', '首位管理员的姓名 · the first administrator’s name')
    .requiredOption('--email <email>', '首位管理员的邮箱 · and e-mail')
    .option('--line <name>', '第一条业务线 · the first product line', '默认业务线')
    .option('--time-zone <zone>', '时区 · time zone', 'Asia/Shanghai')
    .option('--country <code>', '节假日按哪国 · whose public holidays fill the calendar', 'CN')
    .action(async (options: NewCompany, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals()
      const missing = await withDatabase(flags, async ({ ctx }) => (await import('../set-up.ts')).setUp(ctx, options))
      if (flags.json) return print(JSON.stringify({ setUp: true, email: options.email, yearsWithoutHolidays: missing }))
      print(`${options.company}：工作区已建立 · set up`)
      for (const year of missing)
        print(`  ${year} 年的节假日尚未公布，请届时在工作日历里补上 · no public holidays known for ${year} yet: add them to the calendar`)
      print(`  下一步 next: bin/muster sign-in-link --email ${options.email}`)
    })
}
