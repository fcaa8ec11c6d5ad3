import { z } from 'zod'
import { id } from '#kernel/fields'

export const attachmentParams = z.object({ id })

/** `mediaType` is what the content is by its first bytes; `sha256` in hexadecimal; `size` in bytes. */
export const attachmentOut = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
  mediaType: z.string(),
})
export type AttachmentOut = z.output<typeof attachmentOut>
