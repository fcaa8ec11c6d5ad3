import type { OutgoingFile } from './outgoing-mail.ts'

/** What most servers take, with a third more for Base64. */
const MOST_BYTES = 15 * 1024 * 1024

/** Which files go along, in their order, and which are only named with a link: those that do not fit any more. */
export function fitFiles(files: readonly OutgoingFile[]): {
  readonly along: readonly OutgoingFile[]
  readonly linked: readonly OutgoingFile[]
} {
  const along: OutgoingFile[] = []
  const linked: OutgoingFile[] = []
  let bytes = 0
  for (const file of files) {
    if (bytes + file.size > MOST_BYTES) linked.push(file)
    else {
      along.push(file)
      bytes += file.size
    }
  }
  return { along, linked }
}
