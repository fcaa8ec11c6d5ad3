export { type Received, receiveMail } from './actions/receive-mail.ts'
export { type MailIntake, takeWaitingMails } from './actions/take-mail.ts'
export type { CheckMailbox, MailParts } from './admin-ports.ts'
export { keepRefreshToken } from './keep-refresh-token.ts'
export type { Hmac, MailReader } from './ports.ts'
export { mailRefusals } from './refusals.ts'
export { mailRoutes } from './routes.ts'
export { openSeal, type Seal } from './seal.ts'
export { openSecrets } from './sealed-secrets.ts'
export { leaveIntakeTurn, takeIntakeTurn } from './store/intake-turn.ts'
export {
  leaseMailbox,
  listActiveMailboxes,
  loadMailbox,
  type MailboxHealth,
  type MailboxRecord,
  mailboxByAddress,
  moveCursor,
  noteMailArrived,
  releaseMailbox,
  setMailboxHealth,
} from './store/mailboxes.ts'
