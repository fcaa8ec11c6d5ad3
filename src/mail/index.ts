export { type Received, receiveMail } from './actions/receive-mail.ts'
export { type MailIntake, takeWaitingMails } from './actions/take-mail.ts'
export type { Hmac, MailReader } from './ports.ts'
export { openSeal, type Seal } from './seal.ts'
