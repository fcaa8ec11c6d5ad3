const PREFIXES = /^\s*(?:(?:re|fw|fwd|aw|wg|sv|vs|回复|答复|转发|轉寄|回覆)\s*(?:\[\d+\])?\s*[:：]\s*)+/i
const NUMBER = /\[\s*T-(\d{1,12})\s*\]/i
const LONGEST = 200

/** What a ticket is called after a mail: its subject without what programs put before it, else its first words. */
export function ticketTitle(subject: string, text: string): string {
  const bare = bareOf(subject.replace(new RegExp(NUMBER, 'gi'), ' '))
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

/**
 * What our mails about a ticket are called that began with a mail of this subject: as its answers are, for clients keep a conversation together by
 * its subject, too (Gmail shows any change of it as a new one). The number is in their text. Null: it says nothing, or names another ticket.
 */
export function answerSubject(subject: string): string | null {
  const bare = bareOf(subject)
  return bare === '' || NUMBER.test(bare) ? null : `Re: ${bare}`
}

function bareOf(subject: string): string {
  return subject.replace(PREFIXES, '').replace(/\s+/g, ' ').trim()
}

function cut(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${[...text]
        .slice(0, LONGEST - 1)
        .join('')
        .slice(0, LONGEST - 1)}…`
}
