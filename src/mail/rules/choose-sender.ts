import { isFreeMailDomain } from './free-mail-domains.ts'
import type { Forwarded, MailAddress, UnderstoodMail } from './understood-mail.ts'

/** Whose words these are, by the addresses alone: the author, and the colleague of ours who passed them on. */
export type Sender = {
  readonly author: MailAddress | null
  /** A person of ours whose address sent it; null when it came from outside. */
  readonly passedOnBy: MailAddress | null
}

export type Ours = { readonly isStaff: (address: string) => boolean; readonly isMailbox: (address: string) => boolean }

/**
 * The author of a mail. One of ours who forwards a customer's mail keeps the customer as its author; what one of ours writes, or passes on that we
 * had sent ourselves, is theirs.
 * `envelopeFrom` is only gone by when the mail itself names nobody.
 */
export function chooseSender(mail: Pick<UnderstoodMail, 'from' | 'forwarded'>, envelopeFrom: string | null, ours: Ours): Sender {
  const from = mail.from ?? (envelopeFrom ? { name: '', address: envelopeFrom.toLowerCase() } : null)
  if (from === null) return { author: null, passedOnBy: null }
  if (!ours.isStaff(from.address)) return { author: from, passedOnBy: null }
  const customer = forwardedFrom(mail.forwarded, ours)
  return customer ? { author: customer, passedOnBy: from } : { author: from, passedOnBy: null }
}

function forwardedFrom(forwarded: Forwarded | null, { isStaff, isMailbox }: Ours): MailAddress | null {
  const from = forwarded?.from ?? null
  return from !== null && !isStaff(from.address) && !isMailbox(from.address) ? from : null
}

/** The domain that may say whose company an address is of; null for free mail, and for what is no address. */
export function companyDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return address.includes('@') && domain.includes('.') && !isFreeMailDomain(domain) ? domain : null
}
