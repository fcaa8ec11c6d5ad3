import { type Command, InvalidArgumentError } from 'commander'
import { type Instant, instant, MINUTE, parseInstant } from '#kernel/instant'
import { openLog } from '#platform/log'
import { openDatabase } from '#platform/open-database'
import { readSignIns } from '../../../demo/demo-state.ts'
import { configFrom, type GlobalFlags, withDatabase } from '../environment.ts'
import { complain, print } from '../print.ts'
import { openProgress } from '../progress.ts'
import { signInTable } from '../sign-in-hint.ts'

const TICKETS = 800
const SEED = 20_260_301

type Options = { readonly tickets: number; readonly asOf?: Instant; readonly seed: number; readonly ifEmpty?: boolean }

export function demoCommand(program: Command): void {
  const demo = program
    .command('demo')
    .description('load the demo company into an empty database and exit')
    .option('--tickets <n>', 'how many tickets', wholeNumber, TICKETS)
    .option('--as-of <date>', 'the demo’s present: a date (15:00 in Shanghai) or an instant; now by default', presentOf)
    .option('--seed <n>', 'another company with the same stories', wholeNumber, SEED)
    .option('--if-empty', 'do nothing when the database is not empty')
    .action(async (options: Options, command: Command) => load(options, command.optsWithGlobals()))
  demo
    .command('sign-ins')
    .description('who can sign in to the demo: role, e-mail and password')
    .action(async (_options, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals()
      const signIns = await withDatabase(flags, ({ db }) => readSignIns(db))
      if (signIns === null)
        return refuse(
          '这个数据库里没有演示公司。请先运行 bin/muster demo。',
          'There is no demo company in this database. Run bin/muster demo first.',
        )
      print(flags.json ? JSON.stringify(signIns) : signInTable(signIns))
    })
}

async function load({ tickets, asOf, seed, ifEmpty = false }: Options, flags: GlobalFlags): Promise<void> {
  const config = configFrom(flags)
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const { DatabaseInUse, loadDemo } = await import('../../../demo/load-demo.ts')
  const database = await openDatabase(config, log)
  const progress = openProgress(process.stderr)
  try {
    // Whole minutes, so that the same minute gives the same company.
    const present = asOf ?? instant(Math.floor(Date.now() / MINUTE) * MINUTE)
    const result = await loadDemo(database.url, log, { tickets, asOf: present, seed, onProgress: progress.show })
    progress.end()
    if (flags.json) return print(JSON.stringify({ loaded: true, tickets: result.tickets, signIns: result.signIns }))
    print(signInTable(result.signIns))
  } catch (error) {
    progress.end()
    if (!(error instanceof DatabaseInUse)) throw error
    if (ifEmpty) return flags.json ? print(JSON.stringify({ loaded: false })) : undefined
    refuse(
      '这个数据库里已经有数据，没有改动任何内容。演示公司只装入空数据库：请换一个 --data 文件夹或 DATABASE_URL。',
      'This database already has data; nothing was changed. The demo loads into an empty database only: choose another --data folder or DATABASE_URL.',
    )
  } finally {
    await database.close()
  }
}

function refuse(zh: string, en: string): void {
  complain(zh)
  complain(en)
  process.exitCode = 1
}

function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 100_000) throw new InvalidArgumentError('a whole number from 1 to 100000')
  return number
}

/** `2026-11-24` is three in the afternoon in Shanghai: a front line in the middle of its day. */
function presentOf(value: string): Instant {
  const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T15:00:00+08:00` : value
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a date like 2026-11-24, or an instant with its offset')
  return parseInstant(text)
}
