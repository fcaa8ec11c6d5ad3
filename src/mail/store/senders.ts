import { sql } from 'kysely'
import type { ContactActor, PartnerActor, StaffActor } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'

/** Which of these addresses are of people of ours who are still here. */
export async function staffByAddress(db: Db | Tx, addresses: readonly string[]): Promise<Map<string, StaffActor>> {
  const { rows } = await sql<StaffActor & { email: string }>`
    select 'staff' as kind, id, name, role, functions, locale, null as scopes, email from staff
    where active and email = any(${addresses}::text[])`.execute(db)
  return new Map(rows.map(({ email, ...actor }) => [email, actor]))
}

/** The contacts who have these addresses, as who they act; `active` false: they are not let in any more. */
export async function contactsByAddress(
  db: Db | Tx,
  addresses: readonly string[],
): Promise<Map<string, { readonly actor: ContactActor; readonly active: boolean }>> {
  const { rows } = await sql<ContactActor & { email: string; active: boolean }>`
    select 'contact' as kind, c.id, c.name, c.account_id as "accountId", c.sees, c.department, c.may_confirm as "mayConfirm", c.locale,
      null as scopes, c.email, c.active and a.archived_at is null as active
    from contacts c join accounts a on a.id = c.account_id where c.email = any(${addresses}::text[])`.execute(db)
  return new Map(rows.map(({ email, active, ...actor }) => [email, { actor, active }]))
}

/** People of partners who have these addresses and are let in, as who they act. */
export async function partnersByAddress(db: Db | Tx, addresses: readonly string[]): Promise<Map<string, PartnerActor>> {
  const { rows } = await sql<PartnerActor & { email: string }>`
    select 'partner' as kind, p.id, p.name, p.locale, null as scopes, p.email
    from partner_people p join partners c on c.id = p.partner_id where p.active and c.active and p.email = any(${addresses}::text[])`.execute(
    db,
  )
  return new Map(rows.map(({ email, ...actor }) => [email, actor]))
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

/** Addresses of our own mailboxes. */
export async function ownAddresses(db: Db | Tx): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`select address from mailboxes`.execute(db)
  return new Set(rows.map(({ address }) => address))
}

/** The mailbox of this address; without one, the default. Null: there is none. */
export async function mailboxOfAddress(db: Db | Tx, address: string | null): Promise<string | null> {
  const wanted = address === null ? sql`is_default` : sql`address = ${address.toLowerCase()}`
  const { rows } = await sql<{ id: string }>`select id from mailboxes where active and ${wanted}`.execute(db)
  return rows[0]?.id ?? null
}
