import { companyDomain } from './choose-sender.ts'

/** What is known of where a mail was delivered. */
export type Delivery = {
  readonly source: 'imap' | 'smtp' | 'import'
  /** For whom our own door took it. */
  readonly envelopeTo: readonly string[]
  /** What its last server says: Delivered-To and the like above the first Received. */
  readonly deliveredLast: readonly string[]
}

/** Who addresses are known to be of. */
type Known = {
  readonly contacts: ReadonlyMap<string, unknown>
  readonly ownDomains: ReadonlySet<string>
  readonly othersDomains: ReadonlySet<string>
  readonly partnersDomains: ReadonlySet<string>
  readonly ourDomains: ReadonlySet<string>
}

/**
 * Whether a mail came to us at this address: then it is one of ours, though no mailbox has it (any more), and nobody to be let in; a contact made
 * of it would be sent what we say, and we would receive it.
 *
 * The envelope is believed: our door takes nothing but for mailboxes of ours. A header is, where the last server wrote it, which is ours when the
 * mail was fetched from our folder or handed to our door. Not the lines below its Received: a customer's own server wrote its Delivered-To there before
 * it forwarded the mail to us, and whoever sends can write any. Nor of somebody we know as a contact, or at a customer's or a partner's domain: they
 * are people, wherever the mail lay. An imported file may have lain in anybody's folder, so there the domain must be one of ours, too; at free
 * mail it says nothing. In doubt somebody is named: people of ours see who it is.
 */
export function isWhereItCame(address: string, { source, envelopeTo, deliveredLast }: Delivery, known: Known): boolean {
  if (envelopeTo.includes(address)) return true
  if (!deliveredLast.includes(address) || known.contacts.has(address)) return false
  const domain = companyDomain(address)
  const { ownDomains, othersDomains, partnersDomains } = known
  if (domain !== null && [ownDomains, othersDomains, partnersDomains].some((theirs) => theirs.has(domain))) return false
  return source !== 'import' || (domain !== null && known.ourDomains.has(domain))
}
