import type { OutgoingFile } from './outgoing-mail.ts'

/** What most servers take, with a third more for Base64. */
const MOST_BYTES = 15 * 1024 * 1024

/** Which files go along, in their order, and which are only named with a link: those that do not fit any more. */
export function fitFiles<File extends OutgoingFile>(
  files: readonly File[],
): {
  readonly along: readonly File[]
  readonly linked: readonly File[]
} {
  const along: File[] = []
  const linked: File[] = []
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
