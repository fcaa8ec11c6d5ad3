import { instantText } from '#kernel/fields'
import type { CameByMail, MailDelivery } from '../contract.ts'
import type { PersonOnMail } from '../rules/people-on-mail.ts'
import type { CameRecord, WentRecord } from '../store/message-mail.ts'

const UNVERIFIED: Readonly<Record<string, CameByMail['unverified']>> = { unverified: 'not_taking_part', disowned: 'disowned' }

/**
 * `people`: whom it names, for our own people; null for everybody else. Who may not open the whole is not told who sent it either: one of ours
 * may have passed it on.
 */
export function presentCame(
  came: CameRecord,
  { people, mayOpen }: { readonly people: readonly PersonOnMail[] | null; readonly mayOpen: boolean },
): CameByMail {
  const { mailId, fromAddress, fromName, why, automatic, wasCut, hasHtml } = came
  return {
    receivedMailId: mailId,
    mayOpen,
    from: fromAddress === null || !mayOpen ? null : { name: fromName ?? '', address: fromAddress },
    unverified: UNVERIFIED[why ?? ''] ?? null,
    automatic: automatic === 'no' ? null : automatic,
    wasCut,
    hasHtml,
    ...(people === null ? {} : { strangers: people.flatMap(strangerOf) }),
    authorTakesPart: people?.some(({ wrote, standing }) => wrote && standing === 'takes_part') ?? false,
  }
}

function strangerOf({ standing, ...one }: PersonOnMail): NonNullable<CameByMail['strangers']> {
  return standing === 'takes_part' ? [] : [{ ...one, standing }]
}

export function presentWent({
  contactId,
  name,
  address,
  state,
  at,
  response,
  mayHaveBeenSent,
  addressStanding,
}: Omit<WentRecord, 'messageId'>): MailDelivery {
  return { contactId, name, address, state, at: instantText(at), response, mayHaveBeenSentTwice: mayHaveBeenSent, addressStanding }
}
