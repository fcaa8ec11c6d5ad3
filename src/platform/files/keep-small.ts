import { Worker } from 'node:worker_threads'
import type { StoredFile } from './file-store.ts'

/** A whole small file on its way to the thread that keeps it. */
export type SmallFile = { readonly nth: number; readonly root: string; readonly temporary: string; readonly bytes: Uint8Array }
/** How it went: `stored`, or `failed` with the system's code. */
export type SmallKept = {
  readonly nth: number
  readonly stored?: StoredFile
  readonly failed?: { readonly message: string; readonly code: string | undefined }
}

type Waiting = { readonly done: (stored: StoredFile) => void; readonly fail: (error: Error) => void }

let thread: Worker | null = null
let last = 0
const waiting = new Map<number, Waiting>()

/**
 * Keeps bytes at hand durably below `root`, by way of `temporary`, which is left behind when it fails. One thread of the process does it: each
 * of the eight or ten steps it takes would otherwise go to a thread of the system's and come back. Throws what the system says, with its `code`.
 */
export function keepSmall(root: string, temporary: string, chunks: readonly Uint8Array[]): Promise<StoredFile> {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return new Promise((done, fail) => {
    const nth = ++last
    waiting.set(nth, { done, fail })
    thread ??= start()
    // An idle thread keeps no process alive; one at work does.
    thread.ref()
    thread.postMessage({ nth, root, temporary, bytes } satisfies SmallFile, [bytes.buffer])
  })
}

function start(): Worker {
  const worker = new Worker(new URL('./keep-small-thread.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
  })
  worker.on('message', ({ nth, stored, failed }: SmallKept) => {
    const one = waiting.get(nth)
    waiting.delete(nth)
    if (waiting.size === 0) worker.unref()
    if (stored) one?.done(stored)
    else one?.fail(Object.assign(new Error(failed?.message), { code: failed?.code }))
  })
  worker.on('error', (error: Error) => lost(worker, error))
  worker.on('exit', () => lost(worker, new Error('the thread that keeps files ended')))
  worker.unref()
  return worker
}

/** The next file starts another one. */
function lost(worker: Worker, error: Error): void {
  if (thread !== worker) return
  thread = null
  const all = [...waiting.values()]
  waiting.clear()
  for (const { fail } of all) fail(error)
}
