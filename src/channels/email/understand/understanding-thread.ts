import { parentPort, workerData } from 'node:worker_threads'
import { type UnderstandOptions, understandMail } from './understand-mail.ts'

// One mail at a time: the time and the memory that end this thread are those of the mail it has in hand.
const options = workerData as UnderstandOptions

parentPort?.on('message', (raw: Uint8Array) => {
  const { mail, files } = understandMail(raw, options)
  parentPort?.postMessage(
    { mail, files },
    [...files.values()].map((file) => file.buffer as ArrayBuffer),
  )
})
