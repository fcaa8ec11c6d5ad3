import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MUSTER = fileURLToPath(new URL('../../bin/muster', import.meta.url))

export type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A running `bin/muster serve`, in a process of its own. */
export type Serving = {
  readonly process: ChildProcess
  readonly pid: number
  /** Where it listens; empty for a worker. */
  readonly address: string
  /** What it logged, as parsed JSON, growing. */
  readonly logged: readonly Record<string, unknown>[]
  /** Everything it said on stderr that was no log. */
  readonly said: readonly string[]
  readonly ended: Promise<End>
  kill(signal?: NodeJS.Signals): void
}

const running = new Set<ChildProcess>()

/** Starts `bin/muster serve …` and waits until it says it is ready. Rejects with its words when it ends before. */
export function startServe(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Serving> {
  const child = spawn(MUSTER, ['serve', '--json', ...args], { env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  running.add(child)
  const logged: Record<string, unknown>[] = []
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('{')) logged.push(JSON.parse(line) as Record<string, unknown>)
    else said.push(line)
  })
  const ended = new Promise<End>((done) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      done({ code, signal })
    })
  })
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const word = JSON.parse(line) as { ready?: boolean; address: string }
      if (!word.ready) return
      const kill = (signal: NodeJS.Signals = 'SIGKILL') => void child.kill(signal)
      resolve({ process: child, pid: child.pid ?? 0, address: word.address, logged, said, ended, kill })
    })
    void ended.then(({ code, signal }) =>
      reject(new Error(`serve ended (${code ?? signal}) before it was ready:\n${said.join('\n')}\n${JSON.stringify(logged.slice(-5))}`)),
    )
  })
}

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly ms: number }

/** Runs one command of `bin/muster` to its end. */
export function runMuster(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Promise<Ran> {
  const begun = performance.now()
  const child = spawn(MUSTER, args, { env: cleanEnv(env), stdio: 'pipe', cwd: '/' })
  running.add(child)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, stdout, stderr, ms: performance.now() - begun })
    })
  })
}

/** For afterEach and afterAll: nothing that this file started goes on, when it resolves. */
export async function killAll(): Promise<void> {
  const ended = [...running].map((child) => new Promise<void>((done) => child.once('close', () => done())))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ended)
}

// Only what every program needs: nothing of the machine's or the test run's configuration reaches the process.
function cleanEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
  return { ...kept, LANG: 'C.UTF-8', ...env }
}
