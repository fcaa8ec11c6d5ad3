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
      'a store may share the figures of a rule',
      'src/tickets/due-store.ts',
      "import { MAX_DUE, type Due } from './rules/due.ts'\nexport const a = (t: Due) => [t, MAX_DUE]\n",
    ],
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
    expect(found({ 'src/tickets/rules/due.ts': 'export const MAX_DUE = 1\nexport type Due = number\n', [path]: text })).toEqual([])
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
