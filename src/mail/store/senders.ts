import { sql } from 'kysely'
import type { ContactActor, PartnerActor, StaffActor } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'

/** Everybody known by some addresses, as who they act. */
export type KnownPeople = {
  /** People of ours who are still here. */
  readonly staff: ReadonlyMap<string, StaffActor>
  /** `active` false: they are not let in any more. */
  readonly contacts: ReadonlyMap<string, KnownContact>
  /** People of partners who are let in. */
  readonly partners: ReadonlyMap<string, PartnerActor>
  /** Which of the addresses did not take our mail of late. */
  readonly bouncing: ReadonlySet<string>
  /** The addresses of our own mailboxes, whether asked for or not. */
  readonly ours: ReadonlySet<string>
}
export type KnownContact = { readonly actor: ContactActor; readonly active: boolean }

type Addressed<T> = readonly (T & { email: string })[] | null
/** As `people_by_address` in the database tells it. */
export type FoundPeople = {
  readonly staff: Addressed<StaffActor>
  readonly contacts: Addressed<KnownContact>
  readonly partners: Addressed<PartnerActor>
  readonly bouncing: readonly string[] | null
  readonly ours: readonly string[] | null
}

export async function peopleByAddress(db: Db | Tx, addresses: readonly string[]): Promise<KnownPeople> {
  const { rows } = await sql<{ found: FoundPeople }>`select people_by_address(${addresses}::text[]) as found`.execute(db)
  return knownPeople(rows[0]!.found)
}

export function knownPeople({ staff, contacts, partners, bouncing, ours }: FoundPeople): KnownPeople {
  return {
    staff: byEmail(staff),
    contacts: byEmail(contacts),
    partners: byEmail(partners),
    bouncing: new Set(bouncing),
    ours: new Set(ours),
  }
}

function byEmail<T extends object>(found: readonly (T & { email: string })[] | null): Map<string, T> {
  return new Map((found ?? []).map(({ email, ...one }) => [email, one as unknown as T]))
}

/** The one customer who has this domain; null: nobody, or several, who cannot be told apart by it. */
export async function accountOfDomain(db: Db | Tx, domain: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from accounts where domains @> array[${domain}]::text[] and kind = 'customer' and archived_at is null limit 2`.execute(db)
  return rows.length === 1 ? rows[0]!.id : null
}

/** Which of these domains are another customer's and not this one's. */
export async function domainsOfOthers(db: Db | Tx, domains: readonly string[], accountId: string): Promise<Set<string>> {
  if (domains.length === 0) return new Set()
  const { rows } = await sql<{ domain: string }>`
    select g.domain from unnest(${domains}::text[]) g (domain)
    where exists (select from accounts a where a.domains @> array[g.domain] and a.kind = 'customer' and a.archived_at is null)
      and not exists (select from accounts a where a.id = ${accountId} and a.domains @> array[g.domain])`.execute(db)
  return new Set(rows.map(({ domain }) => domain))
}

/** Which of these domains are this customer's. */
export async function domainsOfAccount(db: Db | Tx, domains: readonly string[], accountId: string): Promise<Set<string>> {
  if (domains.length === 0) return new Set()
  const { rows } = await sql<{ domain: string }>`
    select d.domain from accounts a, unnest(a.domains) d (domain) where a.id = ${accountId} and d.domain = any(${domains}::text[])`.execute(
    db,
  )
  return new Set(rows.map(({ domain }) => domain))
}

/** By which of these domains people of partners write who are let in. */
export async function domainsOfPartners(db: Db | Tx, domains: readonly string[]): Promise<Set<string>> {
  if (domains.length === 0) return new Set()
  const { rows } = await sql<{ domain: string }>`
    select distinct substring(p.email from '[^@]*$') as domain from partner_people p join partners c on c.id = p.partner_id
    where p.active and c.active and substring(p.email from '[^@]*$') = any(${domains}::text[])`.execute(db)
  return new Set(rows.map(({ domain }) => domain))
}

/** Which of these domains people and mailboxes of ours have. */
export async function domainsOfOurs(db: Db | Tx, domains: readonly string[]): Promise<Set<string>> {
  if (domains.length === 0) return new Set()
  const { rows } = await sql<{ domain: string }>`
    select substring(email from '[^@]*$') as domain from staff where active and substring(email from '[^@]*$') = any(${domains}::text[])
    union select substring(address from '[^@]*$') from mailboxes where substring(address from '[^@]*$') = any(${domains}::text[])`.execute(
    db,
  )
  return new Set(rows.map(({ domain }) => domain))
}

/** The mailbox of this address; without one, the default. Null: there is none. */
export async function mailboxOfAddress(db: Db | Tx, address: string | null): Promise<string | null> {
  const wanted = address === null ? sql`is_default` : sql`address = ${address.toLowerCase()}`
  const { rows } = await sql<{ id: string }>`select id from mailboxes where active and ${wanted}`.execute(db)
  return rows[0]?.id ?? null
}
