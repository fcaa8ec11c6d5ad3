import type { Db, Tx } from '#platform/db'
import { type loadTicketFacts, UNSORTED_ACCOUNT } from '#tickets'
import { chooseSender, companyDomain } from './rules/choose-sender.ts'
import { isOwnMailbox } from './rules/own-mailbox.ts'
import { type NamingMail, type PersonOnMail, peopleOnMail } from './rules/people-on-mail.ts'
import type { AutomaticKind, Forwarded, MailAddress, MailVerdict } from './rules/understood-mail.ts'
import type { MailOrigin } from './store/received-mails.ts'
import { domainsOfAccount, domainsOfOthers, domainsOfOurs, domainsOfPartners, peopleByAddress } from './store/senders.ts'

type Facts = NonNullable<Awaited<ReturnType<typeof loadTicketFacts>>>
/** What is kept of a mail that says whom it names. */
export type Naming = {
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly why: string | null
  readonly automatic: AutomaticKind | string | null
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly forwarded: Forwarded | null
  readonly dmarc: MailVerdict | null
  readonly source: MailOrigin
  readonly envelopeTo: readonly string[]
  readonly deliveredLast: readonly string[]
}

/** Whom each of these mails on a ticket names who is not one of ours, and what they are to it; by the mail's place in the list. */
export async function peopleOfMails(db: Db | Tx, { ticket, participants }: Facts, mails: readonly Naming[]): Promise<PersonOnMail[][]> {
  const addresses = [...new Set(mails.flatMap(addressesOf))]
  if (addresses.length === 0) return mails.map(() => [])
  const { staff, contacts, partners, ours } = await peopleByAddress(db, addresses)
  const isPlaced = (address: string) => (contacts.get(address)?.actor.accountId ?? UNSORTED_ACCOUNT) !== UNSORTED_ACCOUNT
  const domains = [...new Set(addresses.flatMap((address) => (isPlaced(address) ? [] : (companyDomain(address) ?? []))))]
  const [ownDomains, othersDomains, partnersDomains, ourDomains] = await Promise.all([
    domainsOfAccount(db, domains, ticket.accountId),
    domainsOfOthers(db, domains, ticket.accountId),
    domainsOfPartners(db, domains),
    domainsOfOurs(db, domains),
  ])
  const facts = {
    accountId: ticket.accountId,
    unsortedAccountId: UNSORTED_ACCOUNT,
    contacts: new Map([...contacts].map(([address, { actor, active }]) => [address, { id: actor.id, accountId: actor.accountId, active }])),
    takesPart: (contactId: string) => participants.some(({ kind, id }) => kind === 'contact' && id === contactId),
    // People of partners take part as such, and are let in on the ticket's own page.
    isOurs: (address: string) => staff.has(address) || partners.has(address) || isOwnMailbox(address, ours),
    ...{ ownDomains, othersDomains, partnersDomains, ourDomains, isPartner: (address: string) => partners.has(address) },
  }
  return mails.map((mail) =>
    peopleOnMail(naming(mail, { isStaff: (address) => staff.has(address), isMailbox: (address) => isOwnMailbox(address, ours) }), facts),
  )
}

function addressesOf({ fromAddress, forwarded, to, cc }: Naming): string[] {
  return [fromAddress, forwarded?.from.address, ...cc.map((one) => one.address), ...to.map((one) => one.address)].flatMap(
    (one) => one ?? [],
  )
}

function naming(
  { fromAddress, fromName, why, automatic, forwarded, ...mail }: Naming,
  ours: Parameters<typeof chooseSender>[2],
): NamingMail {
  const from = fromAddress === null ? null : { name: fromName ?? '', address: fromAddress }
  const { author } = chooseSender({ from, forwarded }, null, ours)
  return { ...mail, author, isUnverified: why === 'unverified', automatic: (automatic ?? 'no') as AutomaticKind }
}
