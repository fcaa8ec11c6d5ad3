import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { RawMail, ThreadAnswer, ThreadOptions } from './open-understanding.ts'
import { understandMail } from './understand-mail.ts'

// One mail at a time: the time and the memory that end this thread are those of the mail it has in hand.
const options = workerData as ThreadOptions

parentPort?.on('message', (given: RawMail) => {
  const raw = given instanceof Uint8Array ? given : bytesIn(given.file)
  if (!(raw instanceof Uint8Array)) return parentPort?.postMessage(raw)
  const { mail, files } = understandMail(raw, options)
  parentPort?.postMessage(
    { mail, files } satisfies ThreadAnswer,
    [...files.values()].map((file) => file.buffer as ArrayBuffer),
  )
})

function bytesIn(path: string): Uint8Array | Exclude<ThreadAnswer, { mail: unknown }> {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      // In memory of its own, as what is sent on: Node keeps small buffers in one that it does not give away.
      return size > options.maxBytes ? { tooLarge: size } : new Uint8Array(readFileSync(file))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    return code === 'ENOENT' ? 'not-found' : { unreadable: message }
  }
}
