const HEX_OF = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const RANDOM_BYTES = 16

/** A Message-ID of ours, without angle brackets: 128 random bits, which nobody guesses. Throws when given others. */
export function mailId(random: Uint8Array, address: string): string {
  if (random.length !== RANDOM_BYTES) throw new RangeError('a Message-ID takes 128 random bits')
  return `${HEX_OF(random)}@${address.slice(address.lastIndexOf('@') + 1)}`
}

/** At most so many, so that a long conversation does not grow its headers without end. */
const MOST_REFERENCES = 20

export type ThreadId = { readonly id: string; readonly ours: boolean }

/**
 * What a new mail answers, from all Message-IDs of its ticket, oldest first: the customer's last, else our last. The references end
 * with it, as every mail program expects, and keep the first, which holds a thread together.
 */
export function threadOf(ids: readonly ThreadId[]): { readonly inReplyTo: string | null; readonly references: readonly string[] } {
  const parent = (ids.findLast(({ ours }) => !ours) ?? ids.at(-1))?.id ?? null
  if (parent === null) return { inReplyTo: null, references: [] }
  const others = ids.map(({ id }) => id).filter((id) => id !== parent)
  const kept = others.length < MOST_REFERENCES ? others : [...others.slice(0, 1), ...others.slice(-(MOST_REFERENCES - 2))]
  return { inReplyTo: parent, references: [...kept, parent] }
}
