const PREFIXES = /^\s*(?:(?:re|fw|fwd|aw|wg|sv|vs|回复|答复|转发|轉寄|回覆)\s*(?:\[\d+\])?\s*[:：]\s*)+/i
const NUMBER = /\[\s*T-(\d{1,12})\s*\]/i
const LONGEST = 200

/** What a ticket is called after a mail: its subject without what programs put before it, else its first words. */
export function ticketTitle(subject: string, text: string): string {
  const bare = subject.replace(new RegExp(NUMBER, 'gi'), ' ').replace(PREFIXES, '').replace(/\s+/g, ' ').trim()
  const firstLine =
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  return cut(bare || firstLine.replace(/\s+/g, ' ')) || '（无主题）'
}

/** The number of the ticket that a subject names as `[T-1024]`; null: none. */
export function subjectNumber(subject: string): number | null {
  const found = NUMBER.exec(subject)?.[1]
  return found === undefined ? null : Number(found)
}

function cut(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${[...text]
        .slice(0, LONGEST - 1)
        .join('')
        .slice(0, LONGEST - 1)}…`
}
