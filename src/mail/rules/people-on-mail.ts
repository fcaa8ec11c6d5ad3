import { companyDomain } from './choose-sender.ts'
import { type Delivery, isWhereItCame } from './is-where-it-came.ts'
import type { AutomaticKind, MailAddress, MailVerdict } from './understood-mail.ts'

export const MOST_COPIED = 20

/** Who else a mail went to, each once and in order, without those left out. */
export function copiedOn(
  mail: { readonly to: readonly MailAddress[]; readonly cc: readonly MailAddress[] },
  isLeftOut: (address: string) => boolean,
) {
  const seen = new Set<string>()
  return [...mail.cc, ...mail.to]
    .filter(({ address }) => {
      const isNew = !seen.has(address) && !isLeftOut(address)
      seen.add(address)
      return isNew
    })
    .slice(0, MOST_COPIED)
}

/**
 * What an address is to a ticket: `takes_part` already; a contact `of_account`; nobody we know (`unknown`) or who waits in `unsorted`, and may be
 * taken in; of another company (`other_account`, as a contact or by its domain), of a partner's (`of_partner`: named by one of their people, or by
 * its domain), or `let_go`: these may not take part.
 */
export const STANDINGS = ['takes_part', 'of_account', 'unknown', 'unsorted', 'other_account', 'of_partner', 'let_go'] as const
export type Standing = (typeof STANDINGS)[number]

/** Where a mail names somebody whose words it is not: among those it was written to, or copied. */
export const NAMED_IN = ['to', 'cc'] as const
export type NamedIn = (typeof NAMED_IN)[number]

/**
 * Somebody a mail on a ticket names who is not one of ours. `wrote`: its words are theirs, and stand as a note; `namedIn` is null then. Who is
 * in both To and Cc is one it was written to.
 */
export type PersonOnMail = MailAddress & { readonly wrote: boolean; readonly namedIn: NamedIn | null; readonly standing: Standing }

/** A mail on a ticket, as far as it names people. */
export type NamingMail = Delivery & {
  readonly author: MailAddress | null
  /** Its words stand as a note of an unverified sender. */
  readonly isUnverified: boolean
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly automatic: AutomaticKind
  readonly dmarc: MailVerdict | null
}

export type KnownContact = { readonly id: string; readonly accountId: string; readonly active: boolean }

/** What is known of the addresses. */
export type AddressFacts = {
  readonly accountId: string
  readonly unsortedAccountId: string
  readonly contacts: ReadonlyMap<string, KnownContact>
  readonly takesPart: (contactId: string) => boolean
  /** People of ours, and our own mailboxes with their signed addresses. */
  readonly isOurs: (address: string) => boolean
  /** Domains of this customer, of other customers that are not this one's too, and those by which people of partners write. */
  readonly ownDomains: ReadonlySet<string>
  readonly othersDomains: ReadonlySet<string>
  readonly partnersDomains: ReadonlySet<string>
  /** Domains that people or mailboxes of ours have. */
  readonly ourDomains: ReadonlySet<string>
  readonly isPartner: (address: string) => boolean
}

/**
 * Whom a mail names beside our own people. What no person wrote, and what its domain disowns, names nobody: anybody could have
 * written any address there.
 */
export function peopleOnMail(mail: NamingMail, facts: AddressFacts): PersonOnMail[] {
  if (mail.automatic !== 'no' || mail.dmarc === 'fail') return []
  const { author } = mail
  const isOurs = (address: string) => facts.isOurs(address) || isWhereItCame(address, mail, facts)
  const isLeftOut = (address: string) => address === author?.address || isOurs(address)
  const wrote = author !== null && mail.isUnverified && !isOurs(author.address) ? [{ ...author, wrote: true, namedIn: null }] : []
  const writtenTo = new Set(mail.to.map(({ address }) => address))
  const copied = copiedOn(mail, isLeftOut).map((one) => {
    const namedIn: NamedIn = writtenTo.has(one.address) ? 'to' : 'cc'
    return { ...one, wrote: false, namedIn }
  })
  const isByPartner = author !== null && facts.isPartner(author.address)
  return [...wrote, ...copied].map((one) => ({ ...one, standing: standingOf(one.address, isByPartner, facts) }))
}

/** Who is copied on every mail of a ticket is named on the latest alone; whoever wrote, on each note of theirs and nowhere else. Mails oldest first. */
export function nameOnce(mails: readonly (readonly PersonOnMail[])[]): PersonOnMail[][] {
  const wrote = new Set(mails.flat().flatMap((one) => (one.wrote ? [one.address] : [])))
  const named = new Set<string>()
  const once = mails.toReversed().map((people) =>
    people.filter((one) => {
      const isNew = !wrote.has(one.address) && !named.has(one.address)
      named.add(one.address)
      return one.wrote || isNew
    }),
  )
  return once.toReversed()
}

function standingOf(address: string, isByPartner: boolean, facts: AddressFacts): Standing {
  const { contacts, accountId, unsortedAccountId, takesPart } = facts
  const known = contacts.get(address)
  if (!known) return standingOfStranger(address, isByPartner, facts)
  if (known.accountId !== accountId) {
    const isUnsorted = known.accountId === unsortedAccountId && known.active
    return !isUnsorted ? 'other_account' : isOfPartner(companyDomain(address), isByPartner, facts) ? 'of_partner' : 'unsorted'
  }
  if (!known.active) return 'let_go'
  return takesPart(known.id) ? 'takes_part' : 'of_account'
}

function standingOfStranger(address: string, isByPartner: boolean, facts: AddressFacts): Standing {
  const domain = companyDomain(address)
  if (domain !== null && facts.othersDomains.has(domain)) return 'other_account'
  return isOfPartner(domain, isByPartner, facts) ? 'of_partner' : 'unknown'
}

/** Whom a partner's person names is a colleague of theirs rather than the customer's, unless the domain says that they are the customer's. */
function isOfPartner(domain: string | null, isByPartner: boolean, { ownDomains, partnersDomains }: AddressFacts): boolean {
  if (domain !== null && ownDomains.has(domain)) return false
  return isByPartner || (domain !== null && partnersDomains.has(domain))
}
