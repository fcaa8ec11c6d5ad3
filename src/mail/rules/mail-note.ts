import { pretends } from './called.ts'
import type { MailAddress } from './understood-mail.ts'

const SAYS = {
  unverified: ['未经核实的发件人', 'unverified sender'],
  disowned: ['发件人未通过域名校验（DMARC），可能是冒充', 'the sender’s domain disowns this mail (DMARC): it may be forged'],
  automatic: ['自动邮件', 'automatic mail'],
} as const

/** The note that our own people read above the words of a mail that nobody vouches for, in both languages. */
export function mailNote(why: keyof typeof SAYS, author: MailAddress | null, words: string): string {
  const [zh, en] = SAYS[why]
  const who =
    author === null
      ? '（无发件人 no sender）'
      : author.name === ''
        ? author.address
        : pretends(author)
          ? `${author.address}（自称 calls itself “${oneLine(author.name)}”）`
          : `${oneLine(author.name)} <${author.address}>`
  return `【${zh} · ${en}】${who}${words === '' ? '' : `\n\n${words}`}`
}

/** The words below the note's first paragraph, as they were written. */
export function wordsOfNote(note: string): string {
  const end = note.indexOf('\n\n')
  return end === -1 ? '' : note.slice(end + 2)
}

// The head is the first paragraph, whatever somebody calls themselves.
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ')
}
