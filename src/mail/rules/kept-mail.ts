import type { UnderstoodMail } from './understood-mail.ts'

/** What is kept of a mail to be shown, beside the columns it is found by. */
export type KeptMail = Pick<
  UnderstoodMail,
  'text' | 'html' | 'to' | 'cc' | 'recipientsLeftOut' | 'sentAt' | 'cut' | 'files' | 'wrapper' | 'authentication' | 'defects' | 'automatic'
>

/** Ids of the attachments that a mail's files became, by their sha256. */
export type KeptFiles = Readonly<Record<string, string>>
