import { instantText } from '#kernel/fields'
import type { ReceivedMailOut } from '../contract.ts'
import type { MailRecord } from '../store/mail-records.ts'

export function presentMailRecord(mail: MailRecord): ReceivedMailOut {
  const { id, mailbox, source, envelopeFrom, size, state, attempts, why, automatic, matchedBy, ticket, isSeen } = mail
  return {
    ...{ id, mailbox, source, envelopeFrom, envelopeTo: [...mail.envelopeTo], size, state, attempts, why, automatic, matchedBy },
    receivedAt: instantText(mail.receivedAt),
    nextTryAt: instantText(mail.nextTryAt),
    detail: mail.detail,
    from: mail.fromAddress === null ? null : { name: mail.fromName ?? '', address: mail.fromAddress },
    subject: isSeen ? mail.subject : null,
    ticket: ticket === null ? null : { id: ticket.id, number: `T-${ticket.number}` },
    kept: !isSeen,
    doneAt: instantText(mail.doneAt),
  }
}
