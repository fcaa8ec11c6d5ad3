import type { Command } from 'commander'
import { type GlobalFlags, withDatabase } from '../environment.ts'
import { examine } from '../examine.ts'
import { print } from '../print.ts'

export type Finding = { readonly check: string; readonly ok: boolean; readonly says: string }

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check this deployment: configuration, disk, database, invariants; changes nothing')
    .action(async (_options, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals()
      const findings = await withDatabase(flags, examine)
      if (flags.json) print(JSON.stringify({ ok: findings.every((one) => one.ok), findings }))
      else for (const one of findings) print(`${one.ok ? '✓' : '✗'} ${one.check}: ${one.says}`)
      if (findings.some((one) => !one.ok)) process.exitCode = 1
    })
}
