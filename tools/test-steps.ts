import { resolve } from 'node:path'
import { isPresent } from './steps/distribution.ts'
import { runStep, type StepResult } from './steps/run-step.ts'
import { STEPS, type Step } from './steps/steps.ts'
import { turnsOf } from './steps/turns.ts'

/**
 * `bin/test [step…]`: everything CI runs, step by step, or only the steps named; `--list` names them. Goes on after a
 * failed step. What it prints is its answer; each step's own output goes to its log. The last line is always
 * `N passed, N failed`; exit 1 when anything failed.
 */
const root = resolve(import.meta.dirname, '..')
const inCi = process.env.CI === 'true'
const wanted = process.argv.slice(2)
let interrupted = false
process.on('SIGINT', () => (interrupted = true)).on('SIGTERM', () => (interrupted = true))

if (wanted.includes('--list')) {
  for (const { name, what } of STEPS) console.log(`${name.padEnd(15)}${what}`)
} else {
  await runAll(chosen())
}

function chosen(): readonly Step[] {
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(`no such step: ${unknown.join(', ')}; bin/test --list names them`)
    process.exit(2)
  }
  return wanted.length === 0 ? STEPS : STEPS.filter(({ name }) => wanted.includes(name))
}

async function runAll(steps: readonly Step[]): Promise<void> {
  const broken = new Set<string>()
  let passed = 0
  let failed = 0
  const lane = async (waiting: Step[]) => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (interrupted || broken.has('install')) return
      const result = await attempt(step, broken)
      passed += result.passed
      failed += result.failed
      if (result.failed > 0) broken.add(step.name)
      report(step, result)
    }
  }
  for (const { step, along } of turnsOf(steps)) {
    const waiting = [step, ...along]
    await Promise.all([lane(waiting), lane(waiting)])
  }
  if (interrupted) failed++
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

async function attempt(step: Step, broken: ReadonlySet<string>): Promise<StepResult> {
  const before = step.needs?.find((name) => broken.has(name))
  if (before) return unrun({ failed: 1, failures: [`not run: '${before}' failed`] })
  const missing = step.packages?.filter((name) => !isPresent(name)) ?? []
  if (missing.length === 0) return runStep(step, root, inCi)
  const because = `${missing.join(' and ')} missing: bin/test as root installs what Debian has`
  return inCi ? unrun({ failed: 1, failures: [because] }) : unrun({ failed: 0, failures: [`SKIPPED: ${because}`] })
}

function unrun(part: { failed: number; failures: readonly string[] }): StepResult {
  return { passed: 0, skipped: 0, ms: 0, log: '', ...part }
}

function report({ name, what }: Step, { passed, failed, skipped, failures, ms, log }: StepResult): void {
  const mark = failed > 0 ? 'FAIL' : passed > 0 ? 'ok  ' : 'SKIP'
  const extra = skipped > 0 ? `, ${skipped} skipped` : ''
  console.log(`${mark} ${name.padEnd(14)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed${extra}  ${what}`)
  for (const failure of failures.slice(0, 20)) console.log(`    ${failure}`)
  if (failures.length > 20) console.log(`    … and ${failures.length - 20} more`)
  if (failed > 0 && log) console.log(`    whole output: ${log}`)
}
