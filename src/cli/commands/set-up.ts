import type { Command } from 'commander'
import { inviteIdentity } from '#auth'
import { createCalendar, createServicePolicy, statutoryCalendar } from '#obligations'
import { newWorkspacePolicy } from '#obligations/rules/new-workspace-policy'
import { coverage } from '#oncall'
import { createProductLine, createStaff, createWorkspace } from '#organization'
import { USUAL_HOURS } from '#organization/rules/working-hours'
import { type Ctx, ctxInside } from '#platform/ctx'
import { type GlobalFlags, withDatabase } from '../environment.ts'
import { print } from '../print.ts'

type Options = {
  readonly company: string
  readonly name: string
  readonly email: string
  readonly line: string
  readonly timeZone: string
  readonly country: string
}

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
    .action(async (options: Options, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals()
      const missing = await withDatabase(flags, ({ ctx }) => setUp(ctx, options))
      if (flags.json) return print(JSON.stringify({ setUp: true, email: options.email, yearsWithoutHolidays: missing }))
      print(`${options.company}：工作区已建立 · set up`)
      for (const year of missing)
        print(`  ${year} 年的节假日尚未公布，请届时在工作日历里补上 · no public holidays known for ${year} yet: add them to the calendar`)
      print(`  下一步 next: bin/muster sign-in-link --email ${options.email}`)
    })
}

/**
 * All of it or nothing. The first administrator holds every duty of the workspace until others are invited, so it has no hole
 * from the start; the policy enforces ownership at once and warns about the rest for a while. Gives the years without known
 * holidays. Refused: `already-exists`, `invalid-input`.
 */
function setUp(ctx: Ctx, { company, name, email, line, timeZone, country }: Options): Promise<readonly number[]> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ctx.now)
  const year = Number(today.slice(0, 4))
  const { document, missing } = statutoryCalendar({ timeZone, windows: USUAL_HOURS }, country, [year, year + 1])
  return ctx.transaction(async (tx) => {
    const inside = ctxInside(ctx, tx)
    const first = { name, email, timeZone, role: 'administrator' as const, functions: ['frontline'], autoAccept: false }
    const { id } = await createStaff(inside, first, { inviteIdentity })
    const calendar = await createCalendar(inside, { name: '工作日历', document: document as never })
    // Before any line exists: a roster that covers its hours is asked for when it is published next.
    const policy = { name: '默认策略', productLineId: null, document: newWorkspacePolicy(today) as never }
    await createServicePolicy(inside, policy, { coverageOf: coverage })
    const { id: defaultProductLineId } = await createProductLine(inside, {
      name: line,
      leadId: id,
      executiveId: id,
      calendarId: calendar.id,
    })
    await createWorkspace(inside, { name: company, defaultProductLineId, dutyManagerId: id, lastResortId: id, timeZone })
    return missing
  })
}
