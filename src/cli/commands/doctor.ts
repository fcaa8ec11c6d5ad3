import type { Command } from 'commander'
import { openLog } from '#platform/log'
import { configBeside, type GlobalFlags } from '../environment.ts'
import { examine } from '../examine.ts'
import { print } from '../print.ts'

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      '检查部署：配置、磁盘、数据库、不变量；不改动任何东西 · check this deployment: configuration, disk, database, invariants; changes nothing',
    )
    .action(async (_options, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals()
      const findings = await examine(await configBeside(flags), openLog('error'))
      if (flags.json) print(JSON.stringify({ ok: findings.every((one) => one.ok), findings }))
      else for (const one of findings) print(`${one.ok ? '✓' : '✗'} ${one.zh} · ${one.en}`)
      if (findings.some((one) => !one.ok)) process.exitCode = 1
    })
}
