import type { Actor } from '#kernel/actor'

/** What of an account decides who may see and change it. */
export type AccountReach = {
  readonly kind: 'customer' | 'unsorted' | 'internal'
  readonly access: 'open' | 'restricted'
  readonly servicePersonId: string | null
  readonly teamIds: readonly string[]
}

/** Our people see open accounts in full; a restricted one its team, its service person and administrators (who keep the team). */
export function seesInFull(actor: Actor, account: AccountReach): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'staff') return false
  return account.access === 'open' || actor.role === 'administrator' || isOfAccount(actor.id, account)
}

/** Account and contracts are changed by whoever answers for them: service person, leads, executives, administrators. */
export function mayEditAccount(actor: Actor, account: AccountReach): boolean {
  if (account.kind !== 'customer' || !seesInFull(actor, account)) return false
  return actor.kind === 'system' || (actor.kind === 'staff' && (actor.role !== 'member' || actor.id === account.servicePersonId))
}

/** Whoever works with a customer keeps its contacts and environments up to date. */
export function mayEditWithin(actor: Actor, account: AccountReach): boolean {
  return account.kind === 'customer' && seesInFull(actor, account)
}

export function mayCreateAccount(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role !== 'member')
}

const MONEY_FUNCTIONS = ['sales', 'commerce', 'finance', 'success']

/** What a customer pays is for those who answer for the account or for its money. */
export function seesFees(actor: Actor, account: AccountReach): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'staff' || !seesInFull(actor, account)) return false
  return actor.role !== 'member' || isOfAccount(actor.id, account) || actor.functions.some((key) => MONEY_FUNCTIONS.includes(key))
}

export function mayAdministerPartners(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'administrator')
}

function isOfAccount(staffId: string, { servicePersonId, teamIds }: AccountReach): boolean {
  return servicePersonId === staffId || teamIds.includes(staffId)
}
