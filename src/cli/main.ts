import { Command } from 'commander'
import { fail } from './fail.ts'
import { migrateCommand } from './commands/migrate.ts'
import { serveCommand } from './commands/serve.ts'

const program = new Command('muster')
  .description('Muster 集结: one front line, one owner for every problem, nothing owed that is not kept or climbs')
  .option('--data <dir>', 'data folder of the embedded database, attachments and mails (MUSTER_DATA, .muster)')
  .option('--json', 'machine-readable output')
  .showHelpAfterError()

serveCommand(program)
migrateCommand(program)

program.parseAsync().catch(fail)
