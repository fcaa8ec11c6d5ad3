import { DAY } from '#kernel/instant'

/** Bytes of one upload. */
export const MAX_BYTES = 25 * 1_048_576
/** Bytes one person may upload within `QUOTA_MS`. */
export const QUOTA_BYTES = 500 * 1_048_576
export const QUOTA_MS = DAY
/** How long an upload may wait to be linked. */
export const UNLINKED_MS = DAY

export type AttachmentLimits = { readonly maxBytes: number; readonly quotaBytes: number }
export const DEFAULT_LIMITS: AttachmentLimits = { maxBytes: MAX_BYTES, quotaBytes: QUOTA_BYTES }
