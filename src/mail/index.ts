export { acknowledgeReport } from './actions/acknowledge-report.ts'
export { composeMessage } from './actions/compose-message.ts'
export { noteBounce } from './actions/note-bounce.ts'
export { queueNotificationMail } from './actions/queue-notification-mail.ts'
export { queueSignInMail } from './actions/queue-sign-in-mail.ts'
export { type Received, receiveMail } from './actions/receive-mail.ts'
export { type OutboxParts, sendDue } from './actions/send-due.ts'
export { type MailIntake, takeWaitingMails } from './actions/take-mail.ts'
export { tellResolution } from './actions/tell-resolution.ts'
export { watchMailboxes } from './actions/watch-mailboxes.ts'
export type { CheckMailbox, MailParts } from './admin-ports.ts'
export { MAX_MAIL_BYTES } from './limits.ts'
export type { WritingParts } from './mail-to-write.ts'
export { foreseePlacing } from './place-mail.ts'
export type { MailReader } from './ports.ts'
export { mailboxByAddress } from './queries/mailbox-by-address.ts'
export { ACKNOWLEDGE, COMPOSE, mailReactions, TELL_RESOLUTION } from './reactions.ts'
export { mailRefusals } from './refusals.ts'
export { mailedFileRoutes } from './routes/mailed-file-routes.ts'
export { mailRoutes } from './routes.ts'
export { openSeal, type Seal } from './seal.ts'
export { openSecrets } from './sealed-secrets.ts'
export type { MailToSend, Sender, SenderFor, Sent } from './sending.ts'
export { leaveIntakeTurn, takeIntakeTurn } from './store/intake-turn.ts'
export { type MailReach, mailReach, sendsByItself } from './store/mail-reach.ts'
export {
  leaseMailbox,
  listActiveMailboxes,
  loadMailbox,
  type MailboxHealth,
  type MailboxRecord,
  moveCursor,
  noteMailArrived,
  releaseMailbox,
  setMailboxHealth,
} from './store/mailboxes.ts'
export { dueAgain, dueMailboxes } from './store/outbox.ts'
export { noteUnfetched, settledMails, unfetchedUids } from './store/received-mails.ts'
export { mailboxOfAddress } from './store/senders.ts'
export { type Piece, writeLetter } from './templates/letter.ts'
export { tokenShelf } from './token-shelf.ts'
