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
  .description('Muster 集结: one front line, one owner for every problem, nothing owed that is not kept or climbs')
  .option('--data <dir>', 'data folder of the embedded database, attachments and mails (MUSTER_DATA, .muster)')
  .option('--json', 'machine-readable output')
  .showHelpAfterError()

for (const add of [serveCommand, migrateCommand, keysCommand, signInLinkCommand, previewCommand, doctorCommand, demoCommand]) add(program)

// `--data` and `--json` may stand behind any command, as people type them.
for (const command of allCommands(program)) command.option('--data <dir>', 'data folder').option('--json', 'machine-readable output')

program.parseAsync().catch(fail)

function allCommands(parent: Command): Command[] {
  return parent.commands.flatMap((command) => [command, ...allCommands(command)])
}
