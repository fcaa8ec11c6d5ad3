import { Command } from 'commander'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { previewCommand } from './commands/preview.ts'
import { serveCommand } from './commands/serve.ts'
import { signInLinkCommand } from './commands/sign-in-link.ts'
import { fail } from './fail.ts'

const program = new Command('muster')
  .description(
    'Muster 集结：一线一个入口，每个问题一个负责人，答应的事要么做到、要么升级 · one front line, one owner for every problem, nothing owed that is not kept or climbs',
  )
  .option('--data <dir>', '数据文件夹 · data folder of the embedded database, attachments and mails (MUSTER_DATA, .muster)')
  .option('--json', '输出 JSON · machine-readable output')
  // Set before any command is added: they take it over. What is wrong is said by `fail`, in both languages.
  .exitOverride()
  .configureOutput({ outputError: () => undefined })

for (const add of [serveCommand, migrateCommand, keysCommand, signInLinkCommand, previewCommand, doctorCommand, demoCommand]) add(program)

// `--data` and `--json` may stand behind any command, as people type them.
for (const command of allCommands(program))
  command.option('--data <dir>', '数据文件夹 · data folder').option('--json', '输出 JSON · machine-readable output')

program.parseAsync().catch(fail)

function allCommands(parent: Command): Command[] {
  return parent.commands.flatMap((command) => [command, ...allCommands(command)])
}
