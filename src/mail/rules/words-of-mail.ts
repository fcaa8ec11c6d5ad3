import type { UnderstoodMail } from './understood-mail.ts'

/** As long as a message may be; the whole is kept beside it. */
const LONGEST = 49_000

/** What a mail says as words on a ticket: what its author wrote now, or all of it when nothing was found to be theirs. Never empty. */
export function wordsOfMail(mail: Pick<UnderstoodMail, 'visibleText' | 'text' | 'files'>): string {
  const said = mail.visibleText.trim() || mail.text.trim()
  if (said === '') return mail.files.length > 0 ? '（只有附件 · attachments only）' : '（没有正文 · no text）'
  return said.length <= LONGEST ? said : `${said.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`
}
