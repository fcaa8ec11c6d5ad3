import { instantText } from '#kernel/fields'
import type { CameByMail, MailDelivery } from '../contract.ts'
import type { CameRecord, WentRecord } from '../store/message-mail.ts'

const UNVERIFIED: Readonly<Record<string, CameByMail['unverified']>> = { unverified: 'not_taking_part', disowned: 'disowned' }

/** Who may not open the whole is not told who sent it either: one of ours may have passed it on. */
export function presentCame({ mailId, fromAddress, fromName, why, automatic, wasCut, hasHtml }: CameRecord, mayOpen: boolean): CameByMail {
  return {
    receivedMailId: mailId,
    mayOpen,
    from: fromAddress === null || !mayOpen ? null : { name: fromName ?? '', address: fromAddress },
    unverified: UNVERIFIED[why ?? ''] ?? null,
    automatic: automatic === 'no' ? null : automatic,
    wasCut,
    hasHtml,
  }
}

export function presentWent({
  contactId,
  name,
  address,
  state,
  at,
  response,
  mayHaveBeenSent,
}: Omit<WentRecord, 'messageId'>): MailDelivery {
  return { contactId, name, address, state, at: instantText(at), response, mayHaveBeenSentTwice: mayHaveBeenSent }
}
