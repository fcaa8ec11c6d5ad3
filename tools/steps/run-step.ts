import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Step } from './steps.ts'
import { type Counts, countRun, type VitestReport } from './vitest-report.ts'

/** Milliseconds after which a step is stopped and counts as failed, and how long it then has to clean up. */
const TIME_LIMIT = 20 * 60_000
const GRACE = 20_000

export type StepResult = Counts & { readonly ms: number; readonly log: string }

/** Runs one step from the project's root; its whole output goes to a log file beside its report. */
export async function runStep(step: Step, root: string, inCi: boolean): Promise<StepResult> {
  const folder = join(root, '.muster/test')
  mkdirSync(folder, { recursive: true })
  const log = join(folder, `${step.name}.log`)
  const report = join(folder, `${step.name}.json`)
  rmSync(report, { force: true })
  const reporters = step.counts === 'tests' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const started = performance.now()
  const exitCode = await run([...step.args, ...reporters], root, log)
  const ms = performance.now() - started
  const counts = step.counts === 'tests' ? countRun(readReport(report), exitCode, inCi) : countOne(exitCode, log)
  return { ...counts, ms, log }
}

// The child leads its own process group, so that a time limit or Ctrl-C takes databases and browsers with it.
async function run(args: readonly string[], cwd: string, log: string): Promise<number | null> {
  const { MUSTER_TEST_DATABASE_URL: _, DATABASE_URL: __, ...env } = process.env
  const output = createWriteStream(log)
  const child = spawn(process.execPath, args, {
    cwd,
    // Compiled code is kept, as bin/muster does: the threads that read mail then load no WebAssembly to strip types, with which the engine once
    // broke (Node 24.21) when such a thread was ended.
    env: { NODE_COMPILE_CACHE: join(cwd, 'node_modules/.cache/node'), ...env, FORCE_COLOR: '0', NO_COLOR: '1' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const stop = (): void => stopGroup(child.pid)
  const timer = setTimeout(() => {
    output.write(`\nstopped after ${TIME_LIMIT / 60_000} minutes\n`)
    stop()
  }, TIME_LIMIT)
  const end = setTimeout(() => stopGroup(child.pid, 'SIGKILL'), TIME_LIMIT + GRACE)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null)).once('close', resolve)
  })
  clearTimeout(timer)
  clearTimeout(end)
  process.off('SIGINT', stop).off('SIGTERM', stop)
  output.end()
  await finished(output)
  return exitCode
}

function stopGroup(pid: number | undefined, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readReport(path: string): VitestReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

function countOne(exitCode: number | null, log: string): Counts {
  if (exitCode === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] }
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-60).join('\n    ')
  return { passed: 0, failed: 1, skipped: 0, failures: [tail] }
}
