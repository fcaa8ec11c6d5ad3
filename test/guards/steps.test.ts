import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runStep } from '../../tools/steps/run-step.ts'
import { STEPS, type Step } from '../../tools/steps/steps.ts'
import { turnsOf } from '../../tools/steps/turns.ts'
import { plant } from './planted-tree.ts'

const project = join(import.meta.dirname, '../..')
const node = (script: string, part: Partial<Step> = {}): Step => ({
  name: 'planted',
  what: '',
  args: ['-e', script],
  counts: 'one',
  ...part,
})

describe('a step', () => {
  test('that exits 0 is one pass, its output in a log', async () => {
    const root = plant({}, {})
    const result = await runStep(node("console.log('said')"), root, false)
    expect(result).toMatchObject({ passed: 1, failed: 0 })
    expect(readFileSync(result.log, 'utf8')).toBe('said\n')
  })

  test('that exits 1 is one failure, and shows the end of its output', async () => {
    expect(await runStep(node("console.error('broke'); process.exit(1)"), plant({}, {}), false)).toMatchObject({
      passed: 0,
      failed: 1,
      failures: ['broke'],
    })
  })

  test('that dies by a signal is a failure', async () => {
    expect(await runStep(node("process.kill(process.pid, 'SIGKILL')"), plant({}, {}), false)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('of tests that leaves no report is a failure, whatever it exits with', async () => {
    expect(await runStep(node('0', { counts: 'tests', args: ['-e', '0', '--'] }), plant({}, {}), false)).toMatchObject({
      passed: 0,
      failed: 1,
    })
  })
})

describe('the checklist', () => {
  test('names each step once, and only earlier steps as needed', () => {
    const names = STEPS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const [i, { needs }] of STEPS.entries()) expect(names.slice(0, i)).toEqual(expect.arrayContaining([...(needs ?? [])]))
  })

  test('runs what needs no database, then what needs one, two steps at a time', () => {
    const turns = turnsOf(STEPS)
    expect(turns.flatMap(({ step, along }) => [step, ...along])).toEqual(STEPS)
    const beside = turns.filter(({ along }) => along.length > 0).map(({ step, along }) => [step.name, ...along.map(({ name }) => name)])
    expect(beside.map(([first]) => first)).toEqual(['packages', 'processes'])
    expect(turns.filter(({ along }) => along.length === 0).map(({ step }) => step.name)).toEqual(['install'])
    // Asked for without the one it runs beside, a step has its own turn.
    expect(turnsOf(STEPS.filter(({ name }) => ['migrations', 'scenarios'].includes(name)))).toHaveLength(2)
  })

  test('covers every project of vitest', () => {
    const config = readFileSync(join(project, 'vitest.config.ts'), 'utf8')
    const projects = [...config.matchAll(/name: '(\w+)'/g)].map((match) => match[1])
    const run = STEPS.flatMap(({ args }) => args.filter((_, i) => args[i - 1] === '--project'))
    expect(projects.length).toBeGreaterThan(0)
    expect([...new Set(run)].sort()).toEqual([...projects].sort())
  })

  test('covers every folder of the actions project', () => {
    const config = readFileSync(join(project, 'vitest.config.ts'), 'utf8')
    const actions = config.slice(config.indexOf("name: 'actions'"), config.indexOf("name: 'scenarios'"))
    const folders = [...actions.matchAll(/'(test\/\w+)\/\*\*/g)].map((match) => match[1])
    const run = STEPS.filter(({ name, args }) => name !== 'actions-15' && args.includes('actions')).flatMap(({ args }) =>
      args.filter((argument) => argument.startsWith('test/')),
    )
    expect([...run].sort()).toEqual([...folders].sort())
  })

  test('takes each walk in one of its two steps: what the one names the other leaves out', () => {
    const named = (name: string) => STEPS.find((step) => step.name === name)!.args.filter((argument) => argument.includes('test/e2e/'))
    expect(named('browser-mail').length).toBeGreaterThan(0)
    expect(named('browser')).toEqual(named('browser-mail').map((path) => `--exclude=${path}*`))
  })
})

describe('bin/test', () => {
  const run = (...steps: string[]) => spawnSync(process.execPath, [join(project, 'tools/test-steps.ts'), ...steps], { encoding: 'utf8' })

  test('ends with the sum of what passed and failed', () => {
    const { status, stdout } = run('install')
    expect(stdout).toMatch(/^ok {3}install +\d+\.\d s {2}1 passed, 0 failed.*\n1 passed, 0 failed\n$/)
    expect(status).toBe(0)
  })

  test('refuses a step it does not know', () => {
    expect(run('rulez')).toMatchObject({ status: 2, stderr: 'no such step: rulez; bin/test --list names them\n' })
  })
})

describe('the install check', () => {
  const check = (manifest: object, installed: string) =>
    spawnSync(process.execPath, [join(project, 'tools/install-check.ts')], {
      cwd: plant(
        {
          'package.json': JSON.stringify(manifest),
          'package-lock.json':
            '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"2.0.0","optional":true}}}',
          'node_modules/.package-lock.json': JSON.stringify({ packages: { 'node_modules/a': { version: installed } } }),
        },
        {},
      ),
      encoding: 'utf8',
    })

  test('passes what the lockfile says, and does not ask for another platform’s packages', () => {
    expect(check({ dependencies: { a: '1.0.0', c: 'npm:d@7.0.2', e: '18.4.0-beta.17' } }, '1.0.0').status).toBe(0)
  })

  test('finds another version installed', () => {
    expect(check({}, '0.9.0')).toMatchObject({
      status: 1,
      stderr: 'node_modules/a: the lockfile says 1.0.0, installed is 0.9.0: run npm ci\n',
    })
  })

  test('finds a version that is not exact', () => {
    expect(check({ dependencies: { a: '^1.0.0' } }, '1.0.0').stderr).toContain("'a' is '^1.0.0': pin the exact version")
  })
})
