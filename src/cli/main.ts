import { Command, CommanderError } from 'commander'

/** What a command takes is loaded when it is named on the command line; what it does, when it does it: help and misuse need no feature. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  'set-up': async () => (await import('./commands/set-up.ts')).setUpCommand,
  keys: async () => (await import('./commands/keys.ts')).keysCommand,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLinkCommand,
  preview: async () => (await import('./commands/preview.ts')).previewCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
}

const program = new Command('muster')
  .description(
    'Muster 集结：一线一个入口，每个问题一个负责人，答应的事要么做到、要么升级 · one front line, one owner for every problem, nothing owed that is not kept or climbs',
  )
  .option('--data <dir>', '数据文件夹 · data folder of the embedded database, attachments and mails (MUSTER_DATA, .muster)')
  .option('--json', '输出 JSON · machine-readable output')
  // Set before any command is added: they take it over. What is wrong is said by `fail`, in both languages.
  .exitOverride()
  .configureOutput({ outputError: () => undefined })

try {
  const named = Object.keys(COMMANDS).filter((name) => process.argv.includes(name))
  for (const name of named.length > 0 ? named : Object.keys(COMMANDS)) {
    const add = await COMMANDS[name]?.()
    add?.(program)
  }
  // `--data` and `--json` may stand behind any command, as people type them.
  for (const command of allCommands(program))
    command.option('--data <dir>', '数据文件夹 · data folder').option('--json', '输出 JSON · machine-readable output')
  await program.parseAsync()
} catch (error) {
  // Help that was asked for.
  if (error instanceof CommanderError && error.exitCode === 0) process.exit(0)
  const { fail } = await import('./fail.ts')
  await fail(error)
}

function allCommands(parent: Command): Command[] {
  return parent.commands.flatMap((command) => [command, ...allCommands(command)])
}
