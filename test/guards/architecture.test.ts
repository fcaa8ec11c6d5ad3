import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkArchitecture } from '../../tools/architecture/check.ts'
import { formatViolation } from '../../tools/architecture/report.ts'
import { type Planting, plant } from './planted-tree.ts'

const found = (extra: Planting, base?: Planting): string[] => checkArchitecture(plant(extra, base)).violations.map(formatViolation)

test('a house in order passes, and the checker says how much it read', () => {
  expect(checkArchitecture(plant())).toEqual({ modules: 17, sqlFiles: 1, violations: [] })
})

/** A name, the file planted, and what the report must say. Each plant must raise exactly one violation. */
type Plant = readonly [name: string, path: string, text: string, says: string]

const MAY_IMPORT: readonly Plant[] = [
  [
    'web may not name a feature index',
    'web/src/a.ts',
    "import { offer } from '#tickets'\nexport const a = offer\n",
    "web/src/a.ts:1  [may-import] the browser may not import '#tickets' (src/tickets/index.ts): the browser may name only #feature/contract, #feature/rules/* and #kernel/*",
  ],
  [
    'web may not reach a store by path',
    'web/src/a.ts',
    "export { find } from '../../src/tickets/store.ts'\n",
    'the browser may not import',
  ],
  [
    'web may not take even a type of the platform',
    'web/src/a.ts',
    "import type { Db } from '#platform/db'\nexport type A = Db\n",
    'ask the API',
  ],
  [
    'a route calls actions, not the store',
    'src/tickets/ticket-routes.ts',
    "import { find } from './store.ts'\nexport const a = find\n",
    "a route may not import its store './store.ts': a route is thin: call an action",
  ],
  [
    'a route does not decide',
    'src/tickets/ticket-routes.ts',
    "import { due } from './rules/hand-off.ts'\nexport const a = due\n",
    'a route may not import its rules',
  ],
  [
    'an action does not call another',
    'src/tickets/actions/withdraw.ts',
    "import { offer } from './offer-hand-off.ts'\nexport const a = offer\n",
    'one intention per file',
  ],
  [
    'an action knows no route',
    'src/tickets/actions/withdraw.ts',
    "import { routes } from '../routes.ts'\nexport const a = routes\n",
    'an action may not import its routes',
  ],
  [
    'a store decides nothing',
    'src/tickets/message-store.ts',
    "import { due } from './rules/hand-off.ts'\nexport const a = due\n",
    "a store may not import its rules './rules/hand-off.ts' (types are fine: write `import type`): a store only runs SQL",
  ],
  [
    'a store knows no other feature',
    'src/tickets/message-store.ts',
    "import { accounts } from '#customers'\nexport const a = accounts\n",
    'combine in actions/',
  ],
  [
    'a rule loads nothing',
    'src/tickets/rules/severity.ts',
    "import { find } from '../store.ts'\nexport const a = find\n",
    "a rule may not import its store '../store.ts': take the fact as an argument",
  ],
  [
    'a rule knows no platform',
    'src/tickets/rules/severity.ts',
    "import type { Db } from '#platform/db'\nexport type A = Db\n",
    'take the fact as an argument',
  ],
  [
    'a rule may not name a contract',
    'src/tickets/rules/severity.ts',
    "import type { ticket } from '../contract.ts'\nexport type A = typeof ticket\n",
    'a rule may not import its contract',
  ],
  [
    'a contract stays browser-clean',
    'src/tickets/message-contract.ts',
    "import { find } from './store.ts'\nexport const a = find\n",
    'a contract is read by the browser',
  ],
  [
    'a presenter takes values',
    'src/tickets/present.ts',
    "import { find } from './store.ts'\nexport const a = find\n",
    'a presenter turns values into JSON',
  ],
  [
    'a policy loads nothing',
    'src/tickets/message-policy.ts',
    "import { find } from './store.ts'\nexport const a = find\n",
    'a policy looks at the actor',
  ],
  [
    'a reaction only enqueues',
    'src/tickets/reactions.ts',
    "import { offer } from './actions/offer-hand-off.ts'\nexport const a = offer\n",
    'a reaction only enqueues a job',
  ],
  [
    'the kernel stands alone',
    'src/kernel/money.ts',
    "import type { Db } from '#platform/db'\nexport type A = Db\n",
    'keep the kernel to pure basics',
  ],
  [
    'platform knows no domain',
    'src/platform/search.ts',
    "import { accounts } from '#customers'\nexport const a = accounts\n",
    'platform knows no domain',
  ],
  [
    'between features only the door',
    'src/tickets/actions/withdraw.ts',
    "import { find } from '../../customers/store.ts'\nexport const a = find\n",
    'import #customers, its index, not its inside; export there what others may use',
  ],
  [
    'inside a feature imports are relative',
    'src/tickets/actions/withdraw.ts',
    "import { due } from '#tickets/rules/hand-off'\nexport const a = due\n",
    'inside a feature imports are relative',
  ],
  [
    'only src/app.ts names a vendor',
    'src/tickets/actions/withdraw.ts',
    "import { email } from '../../channels/email/send.ts'\nexport const a = email\n",
    'only src/app.ts names a vendor; depend on src/channels/port.ts',
  ],
  [
    'one vendor does not know another',
    'src/channels/slack/send.ts',
    "import { email } from '../email/send.ts'\nexport const a = email\n",
    'only src/app.ts names a vendor',
  ],
  [
    'no feature knows the wiring',
    'src/tickets/actions/withdraw.ts',
    "import { app } from '../../app.ts'\nexport const a = app\n",
    'app wires features, so no feature may know it',
  ],
  [
    'the product does not lean on tests',
    'src/tickets/actions/withdraw.ts',
    "import { a } from '../../../test/x.ts'\nexport const b = a\n",
    'the product does not lean on test/',
  ],
  [
    'a dynamic import counts',
    'src/tickets/rules/severity.ts',
    "export const a = () => import('../store.ts')\n",
    'a rule may not import its store',
  ],
  [
    'an import type counts',
    'src/tickets/rules/severity.ts',
    "export type A = import('../store.ts').A\n",
    'a rule may not import its store',
  ],
  ['a re-export counts', 'src/tickets/rules/severity.ts', "export * from '../store.ts'\n", 'a rule may not import its store'],
]

const NAMES_AND_PACKAGES: readonly Plant[] = [
  [
    'an undeclared # name',
    'src/tickets/actions/withdraw.ts',
    "import { a } from '#swarms'\nexport const b = a\n",
    "[unknown-import] '#swarms': package.json declares no such name",
  ],
  [
    'a declared name without a file',
    'src/tickets/actions/withdraw.ts',
    "import { a } from '#kernel/nothing'\nexport const b = a\n",
    'there is no src/kernel/nothing.ts',
  ],
  ['an undeclared # name in a test, too', 'test/a.test.ts', "import { a } from '#swarms'\nexport const b = a\n", '[unknown-import]'],
  [
    'pg stays in platform',
    'src/tickets/message-store.ts',
    "import { Pool } from 'pg'\nexport const a = Pool\n",
    "a store may not name 'pg': use #platform/db",
  ],
  [
    'SQL stays out of actions',
    'src/tickets/actions/withdraw.ts',
    "import { sql } from 'kysely'\nexport const a = sql\n",
    'put the SQL in store.ts',
  ],
  [
    'HTTP ends in routes',
    'src/tickets/actions/withdraw.ts',
    "import type { FastifyRequest } from 'fastify'\nexport type A = FastifyRequest\n",
    'HTTP ends in routes.ts',
  ],
  [
    'pg-boss stays behind the jobs',
    'src/tickets/actions/withdraw.ts',
    "import PgBoss from 'pg-boss'\nexport const a = PgBoss\n",
    'return an event',
  ],
  [
    'only auth knows better-auth',
    'src/tickets/actions/withdraw.ts',
    "import { betterAuth } from 'better-auth'\nexport const a = betterAuth\n",
    'only the auth feature knows how people sign in',
  ],
  [
    'a vendor SDK stays in its channel',
    'src/tickets/actions/withdraw.ts',
    "import lark from '@larksuiteoapi/node-sdk'\nexport const a = lark\n",
    'only src/channels/<vendor> speaks to a vendor',
  ],
  [
    'a package nobody listed',
    'src/tickets/actions/withdraw.ts',
    "import x from 'left-pad'\nexport const a = x\n",
    "nobody may name 'left-pad' yet",
  ],
  [
    'the browser loads no server package',
    'web/src/a.ts',
    "import { Pool } from 'pg'\nexport const a = Pool\n",
    "the browser may not load 'pg'",
  ],
  [
    'the machine is reached through platform',
    'src/tickets/actions/withdraw.ts',
    "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n",
    "[node-at-the-edge] an action may not name 'node:fs'",
  ],
  [
    'no node: in rules',
    'src/tickets/rules/severity.ts',
    "import { randomUUID } from 'node:crypto'\nexport const a = randomUUID\n",
    "a rule may not name 'node:crypto'",
  ],
]

const PURITY: readonly Plant[] = [
  [
    'Date.now in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => Date.now()\n',
    '[time-is-an-argument] `Date.now()` reads the clock: take the instant as an argument',
  ],
  ['new Date() in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => new Date()\n', '`new Date()` reads the clock'],
  [
    'new Date(x) in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = (x: number) => new Date(x)\n',
    'use the Instant of #kernel/instant',
  ],
  ['new Date() in the kernel', 'src/kernel/day.ts', 'export const a = () => new Date()\n', '`new Date()` reads the clock'],
  [
    'Temporal.Now in a rule',
    'src/tickets/rules/severity.ts',
    "import { Temporal } from 'temporal-polyfill'\nexport const a = () => Temporal.Now.instant()\n",
    '`Temporal.Now.instant()` reads the clock',
  ],
  [
    'Date.now in an action',
    'src/tickets/actions/withdraw.ts',
    'export const a = () => Date.now()\n',
    'use ctx.now, the instant of this command',
  ],
  [
    'Math.random in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => Math.random()\n',
    '[rules-are-pure] `Math.random` makes a rule answer differently',
  ],
  [
    'a random id in a rule',
    'src/tickets/rules/severity.ts',
    'export const a = () => crypto.randomUUID()\n',
    '`crypto.randomUUID` makes a rule answer differently',
  ],
  ['process in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => process.env\n', "'process' reaches outside"],
  ['document in a rule', 'src/tickets/rules/severity.ts', 'export const a = () => document.title\n', "'document' reaches outside"],
  ['fetch in the kernel', 'src/kernel/day.ts', "export const a = () => fetch('/')\n", "'fetch' reaches outside"],
]

const NAMES: readonly Plant[] = [
  [
    'a file in camel case',
    'src/tickets/actions/offerHandOff.ts',
    'export const a = 1\n',
    "[file-name] 'offerHandOff.ts' is not kebab-case",
  ],
  ['a component file in capitals', 'web/src/TicketRow.tsx', 'export const a = 1\n', 'is not kebab-case'],
  [
    'a banned word in a file name',
    'src/tickets/date-utils.ts',
    'export const a = 1\n',
    "[precise-noun] 'utils' in 'src/tickets/date-utils.ts' says nothing",
  ],
  ['a banned word in a folder name', 'src/tickets/common/due.ts', 'export const a = 1\n', "'common' in"],
  ['a banned word in a function name', 'src/tickets/sla.ts', 'export function slaHelper() {}\n', "'helper' in 'slaHelper' says nothing"],
  ['a banned word in a class name', 'src/tickets/sla.ts', 'export class TicketManager {}\n', "'manager' in 'TicketManager'"],
  [
    'a banned word in a variable inside',
    'src/tickets/sla.ts',
    'export const a = () => {\n  const dateUtil = 1\n  return dateUtil\n}\n',
    "src/tickets/sla.ts:2  [precise-noun] 'util' in 'dateUtil'",
  ],
  ['a file too long to know', 'src/tickets/sla.ts', 'export {}\n'.repeat(351), '[file-length] 351 lines, at most 350'],
]

const SQL: readonly Plant[] = [
  [
    'now() in a migration',
    'migrations/0002-a.sql',
    '-- Why.\nalter table tickets alter created_at set default now();\n',
    'migrations/0002-a.sql:2  [time-is-an-argument] `now()` in SQL',
  ],
  ['current_timestamp in a migration', 'migrations/0002-a.sql', '-- Why.\nselect CURRENT_TIMESTAMP;\n', '`CURRENT_TIMESTAMP` in SQL'],
  ['clock_timestamp in a migration', 'migrations/0002-a.sql', '-- Why.\nselect clock_timestamp();\n', 'clock_timestamp'],
  ['a migration without a why', 'migrations/0002-a.sql', 'select 1;\n', '[migration-says-why] begin with a comment'],
  [
    'a timestamp without zone',
    'migrations/0002-a.sql',
    '-- Why.\ncreate table a (b timestamp not null);\n',
    '[timestamptz-3] write `timestamptz(3)`',
  ],
  ['a timestamp finer than an Instant', 'migrations/0002-a.sql', '-- Why.\ncreate table a (b timestamptz not null);\n', '[timestamptz-3]'],
  [
    'now() in a store',
    'src/tickets/message-store.ts',
    'export const a = `delete from a where due_at < now()`\n',
    '[time-is-an-argument] `now()` in SQL: compare with a parameter, ctx.now',
  ],
  [
    'now() in an sql template anywhere',
    'src/tickets/sweep.ts',
    "import { sql } from 'kysely'\nexport const a = sql`select now()`\n",
    '`now()` in SQL',
  ],
]

describe.each([
  ['who may import whom', MAY_IMPORT],
  ['names and packages', NAMES_AND_PACKAGES],
  ['purity and time', PURITY],
  ['names that say something', NAMES],
  ['SQL', SQL],
])('%s', (_title, plants) => {
  test.each(plants)('%s', (_name, path, text, says) => {
    const violations = found({ 'test/x.ts': 'export const a = 1\n', [path]: text })
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain(says)
    expect(violations[0]).toContain(path)
  })
})

describe('circles between features', () => {
  const upward = { 'src/customers/actions/close-account.ts': "import { offer } from '#tickets'\nexport const a = offer\n" }

  test('a circle is shown once, with every hop, and the way out', () => {
    const violations = found(upward)
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain('[feature-circle] features form a circle customers → tickets → customers')
    expect(violations[0]).toContain('src/customers/actions/close-account.ts:1 names #tickets')
    expect(violations[0]).toContain('announces an event and the upper one reacts')
  })

  test('a type closes a circle as well', () => {
    expect(
      found({ 'src/customers/rules/standing.ts': "import type { due } from '#tickets/rules/hand-off'\nexport type A = typeof due\n" })[0],
    ).toContain('circle')
  })
})

describe('what must pass', () => {
  test.each<readonly [string, string, string]>([
    ['the duty manager is a person of the glossary', 'src/tickets/rules/ladder.ts', 'export const dutyManager = 1\n'],
    [
      'a parameter called window is not the browser',
      'src/tickets/rules/calendar.ts',
      'export const a = (window: number[]) => window.map((process) => process)\n',
    ],
    [
      'a property called process is not the machine',
      'src/tickets/rules/calendar.ts',
      'export const a = (x: { process: number }) => x.process\n',
    ],
    ['auth runs on wall time', 'src/auth/actions/end-session.ts', 'export const a = () => Date.now()\n'],
    [
      'tests may reach anywhere',
      'src/tickets/rules/hand-off.test.ts',
      "import { test } from 'vitest'\nimport { find } from '../store.ts'\ntest('x', () => find(Date.now() as never))\n",
    ],
    [
      'a word about now() in a comment is not SQL',
      'migrations/0002-a.sql',
      '-- Never now(): see the ADR.\nselect 1; -- current_timestamp\n',
    ],
  ])('%s', (_name, path, text) => {
    expect(found({ [path]: text })).toEqual([])
  })
})

describe('the command', () => {
  const run = (root: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../tools/architecture.ts'), root], { encoding: 'utf8' })

  test('says how much it read and exits 0', () => {
    expect(run(plant())).toMatchObject({ status: 0, stdout: 'architecture: 17 modules and 1 migrations read, 0 violations\n' })
  })

  test('prints violations and exits 1', () => {
    const { status, stderr } = run(plant({ 'src/kernel/money.ts': 'export const a = () => Date.now()\n' }))
    expect(status).toBe(1)
    expect(stderr).toContain('src/kernel/money.ts:1  [time-is-an-argument]')
  })

  test('fails when it found no module: nothing checked is not green', () => {
    const { status, stderr } = run(plant({}, {}))
    expect(status).toBe(1)
    expect(stderr).toContain('no module was found')
  })

  test('fails when a module does not parse', () => {
    expect(run(plant({ 'src/kernel/money.ts': 'export const = 1\n' })).status).toBe(1)
  })
})
