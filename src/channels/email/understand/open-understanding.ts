import { Worker } from 'node:worker_threads'
import type { Understanding, UnderstandOptions } from './understand-mail.ts'

/** The bytes of a mail, which are copied once and stay the caller's, or the file in which they lie. */
export type RawMail = Uint8Array | { readonly file: string }

export type UnderstandingLimits = UnderstandOptions & {
  readonly threads: number
  /** For one mail, from the moment a thread takes it. */
  readonly timeoutMs: number
  /** Memory of one thread: the bytes of the largest mail and of its files, and for the rest objects and texts. */
  readonly memoryMb: number
  readonly maxBytes: number
}
/** `crash`: the reading itself failed, which is our fault; `message` says where. `not-found`: no such file. */
export type Understood =
  | ({ readonly ok: true } & Understanding)
  | { readonly ok: false; readonly why: 'timeout' | 'memory' | 'crash' | 'too-large' | 'not-found' | 'closed'; readonly message: string }

export type UnderstandingPool = {
  /** Mails wait in their order while every thread is busy. Throws when the disk gives its file neither now nor a reason why never. */
  understand(raw: RawMail): Promise<Understood>
  close(): Promise<void>
}

/** A mail as it came, and decoded from Base64. */
const BYTES_AND_FILES = 1.75

export type ThreadOptions = UnderstandOptions & Pick<UnderstandingLimits, 'maxBytes'>
/** What a thread says of a mail: what it understood, how large the file is that it would not read, that there is none, or why it could not be read for now. */
export type ThreadAnswer = Understanding | { readonly tooLarge: number } | 'not-found' | { readonly unreadable: string }

type Task = { readonly raw: RawMail; readonly settle: (result: Understood | Promise<never>) => void }
type Thread = { readonly worker: Worker; task: Task | null; timer: NodeJS.Timeout | null }

/**
 * Threads that read mail. A mail that takes too long, too much memory or breaks the reading ends its thread and nothing else: another
 * one takes its place, and the caller learns why. Threads start when they are first needed, and an idle pool keeps no process alive.
 */
export function openUnderstanding(limits: UnderstandingLimits): UnderstandingPool {
  return new Pool(limits)
}

class Pool implements UnderstandingPool {
  private readonly limits: UnderstandingLimits
  private readonly threads = new Set<Thread>()
  private readonly waiting: Task[] = []
  private isClosed = false

  constructor(limits: UnderstandingLimits) {
    this.limits = limits
  }

  understand(raw: RawMail): Promise<Understood> {
    if (this.isClosed) return Promise.resolve(refused('closed', 'no more mail is read'))
    if (raw instanceof Uint8Array && raw.byteLength > this.limits.maxBytes) return Promise.resolve(tooLarge(raw.byteLength))
    return new Promise((settle) => {
      this.waiting.push({ raw, settle })
      this.next()
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const task of this.waiting.splice(0)) task.settle(refused('closed', 'no more mail is read'))
    await Promise.all([...this.threads].map((thread) => this.end(thread, refused('closed', 'no more mail is read'))))
  }

  private next(): void {
    while (this.waiting.length > 0) {
      const idle = [...this.threads].find((thread) => thread.task === null) ?? this.start()
      if (idle === null) return
      this.give(idle, this.waiting.shift()!)
    }
  }

  private start(): Thread | null {
    if (this.threads.size >= this.limits.threads) return null
    const { ownDomains, ownMark, trustedServer, memoryMb, maxBytes } = this.limits
    const worker = new Worker(new URL('./understanding-thread.ts', import.meta.url), {
      workerData: { ownDomains, ownMark, trustedServer, maxBytes } satisfies ThreadOptions,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.round(memoryMb - (maxBytes * BYTES_AND_FILES) / 1_000_000),
        maxYoungGenerationSizeMb: 16,
        stackSizeMb: 4,
      },
      // What the process was started with (a larger heap, an inspector) is not meant for its threads.
      execArgv: [],
    })
    const thread: Thread = { worker, task: null, timer: null }
    worker.on('message', (read: ThreadAnswer) => this.finish(thread, answerOf(read)))
    worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.drop(thread, refused(isMemory ? 'memory' : 'crash', isMemory ? error.message : (error.stack ?? error.message)))
    })
    worker.on('exit', () => this.drop(thread, refused('crash', 'the thread ended')))
    worker.unref()
    this.threads.add(thread)
    return thread
  }

  private give(thread: Thread, task: Task): void {
    thread.task = task
    thread.worker.ref()
    const { timeoutMs } = this.limits
    thread.timer = setTimeout(() => void this.end(thread, refused('timeout', `not read within ${timeoutMs} ms`)), timeoutMs)
    const { raw } = task
    const given = raw instanceof Uint8Array ? new Uint8Array(raw) : raw
    thread.worker.postMessage(given, given instanceof Uint8Array ? [given.buffer] : [])
  }

  private finish(thread: Thread, result: Understood | Promise<never>): void {
    if (thread.timer !== null) clearTimeout(thread.timer)
    const { task } = thread
    thread.task = null
    thread.worker.unref()
    task?.settle(result)
    this.next()
  }

  /** Its place is free at once; its memory is when it has ended. */
  private drop(thread: Thread, result: Understood): void {
    if (!this.threads.delete(thread)) return
    this.finish(thread, result)
  }

  private async end(thread: Thread, result: Understood): Promise<void> {
    this.drop(thread, result)
    await thread.worker.terminate()
  }
}

function answerOf(read: ThreadAnswer): Understood | Promise<never> {
  if (read === 'not-found') return refused('not-found', 'its bytes are not there')
  if ('unreadable' in read) return Promise.reject(new Error(read.unreadable))
  return 'tooLarge' in read ? tooLarge(read.tooLarge) : { ok: true, ...read }
}

function tooLarge(bytes: number): Understood {
  return refused('too-large', `${bytes} bytes`)
}

function refused(why: Extract<Understood, { ok: false }>['why'], message: string): Understood {
  return { ok: false, why, message }
}
