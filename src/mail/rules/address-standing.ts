export type Standing = 'temporary' | 'permanent'

/** So many bounces that were said to be for good, without saying that nobody is there, and we believe it. */
const BELIEVED_AFTER = 3

const NOBODY_THERE = /^5\.(1\.(?:[0-8]|10)|2\.1)$/
const NOBODY_WORDS =
  /user (?:is )?unknown|unknown user|no such (?:user|recipient|mailbox|address)|(?:mailbox|recipient|user|address) (?:\S+ )?(?:does not exist|doesn't exist|not found|unavailable or invalid)|invalid recipient|用户不存在|收件人不存在|邮箱不存在/i

/** The enhanced status code in a server's words; null when there is none. */
export function statusIn(response: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(response)?.[1] ?? null
}

/**
 * Where an address stands after one more mail it did not take: for good at once when nobody is there, for good after several other
 * refusals for good; else for now. `bounces` counts this one.
 */
export function standingAfter({
  before,
  bounces,
  permanence,
  status,
  diagnostic,
}: {
  readonly before: Standing | null
  readonly bounces: number
  readonly permanence: 'permanent' | 'temporary' | 'unknown'
  readonly status: string | null
  readonly diagnostic: string | null
}): Standing {
  if (before === 'permanent') return 'permanent'
  if (permanence !== 'permanent') return 'temporary'
  const isNobody = NOBODY_THERE.test(status ?? '') || NOBODY_WORDS.test(diagnostic ?? '')
  return isNobody || bounces >= BELIEVED_AFTER ? 'permanent' : 'temporary'
}
