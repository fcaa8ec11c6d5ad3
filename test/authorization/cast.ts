import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import { makeKey } from '../../src/auth/key-secret.ts'

/** Everybody who may call a route, one of each kind that rights can tell apart. */
export const ROLES = [
  'anonymous',
  // People of the account that reported the ticket: its reporter sees their own, one their department's, one all.
  'mine',
  'department',
  'all',
  /** Sees their own only, and reported nothing. */
  'colleague',
  /** A contact of another account, who sees everything there. */
  'stranger',
  /** A partner person who takes part in the ticket. */
  'partner',
  'member',
  'lead',
  'executive',
  'administrator',
  /** A key of the administrator, narrowed to tickets:read. */
  'reader',
  /** An integration that may read and write tickets. */
  'integration',
] as const
export type Role = (typeof ROLES)[number]

const GROUPS: Readonly<Record<string, readonly Role[]>> = {
  open: ROLES,
  everyone: ROLES.filter((role) => role !== 'anonymous'),
  staff: ['member', 'lead', 'executive', 'administrator'],
  // Contacts who see the ticket of the world.
  customers: ['mine', 'department', 'all'],
  contacts: ['mine', 'department', 'all', 'colleague', 'stranger'],
  people: ['mine', 'department', 'all', 'colleague', 'stranger', 'partner', 'member', 'lead', 'executive', 'administrator'],
}

/** `staff partner -member` as the roles it names: groups and roles in order, a minus takes away. */
export function rolesIn(text: string): ReadonlySet<Role> {
  const found = new Set<Role>()
  for (const word of text.split(' ').filter((one) => one !== '' && one !== 'nobody')) {
    const name = word.replace(/^-/, '')
    const roles = GROUPS[name] ?? ROLES.filter((role) => role === name)
    if (roles.length === 0) throw new Error(`no role or group is called '${name}'`)
    for (const role of roles) word.startsWith('-') ? found.delete(role) : found.add(role)
  }
  return found
}

export type Cast = {
  readonly headers: Readonly<Record<Role, Readonly<Record<string, string>>>>
  readonly ids: Readonly<Record<Exclude<Role, 'anonymous' | 'reader'>, string>>
  readonly accountId: string
  readonly otherAccountId: string
  readonly partnerId: string
}

/** Puts the cast into an empty database, each with a key to call with. */
export async function addCast(db: Db): Promise<Cast> {
  const at = instant(Date.now())
  const created_at = formatInstant(at)
  const fresh = () => newId(at)
  const [accountId, otherAccountId, partnerId] = [fresh(), fresh(), fresh()]
  await db
    .insertInto('accounts')
    .values([
      { id: accountId, name: '远山汽车', created_at },
      { id: otherAccountId, name: '海岸银行', created_at },
    ])
    .execute()
  await db.insertInto('partners').values({ id: partnerId, name: '云桥集成', created_at }).execute()
  const ids = {
    mine: fresh(),
    department: fresh(),
    all: fresh(),
    colleague: fresh(),
    stranger: fresh(),
    partner: fresh(),
    member: fresh(),
    lead: fresh(),
    executive: fresh(),
    administrator: fresh(),
    integration: fresh(),
  }
  const contact = (role: 'mine' | 'department' | 'all' | 'colleague' | 'stranger', sees: string, department: string) => ({
    id: ids[role],
    account_id: role === 'stranger' ? otherAccountId : accountId,
    name: `contact ${role}`,
    email: `${role}@cast.customer.test`,
    sees,
    department,
    created_at,
  })
  await db
    .insertInto('contacts')
    .values([
      contact('mine', 'mine', 'IT'),
      contact('department', 'department', 'IT'),
      contact('all', 'all', '财务'),
      contact('colleague', 'mine', '财务'),
      contact('stranger', 'all', 'IT'),
    ])
    .execute()
  await db
    .insertInto('partner_people')
    .values({ id: ids.partner, partner_id: partnerId, name: 'partner', email: 'partner@cast.partner.test', created_at })
    .execute()
  const staff = (role: 'member' | 'lead' | 'executive' | 'administrator') => ({
    id: ids[role],
    name: `staff ${role}`,
    email: `${role}@cast.vendor.test`,
    role,
    functions: ['frontline'],
    working_hours: JSON.stringify({ mon: [['00:00', '24:00']] }),
    created_at,
  })
  await db
    .insertInto('staff')
    .values([staff('member'), staff('lead'), staff('executive'), staff('administrator')])
    .execute()

  const headers: Record<string, Record<string, string>> = { anonymous: {} }
  const kindOf = (role: Role) =>
    role === 'partner' ? 'partner' : GROUPS['contacts']?.includes(role) ? 'contact' : role === 'integration' ? 'integration' : 'staff'
  for (const role of ROLES) {
    if (role === 'anonymous') continue
    const { key, hash, prefix } = makeKey()
    await db
      .insertInto('api_keys')
      .values({
        id: fresh(),
        name: role,
        hash,
        prefix,
        person_kind: kindOf(role),
        person_id: ids[role === 'reader' ? 'administrator' : role],
        scopes: role === 'reader' ? ['tickets:read'] : role === 'integration' ? ['tickets:read', 'tickets:write', 'me'] : null,
        created_by_kind: 'system',
        created_by_id: 'muster',
        created_at,
      })
      .execute()
    headers[role] = { authorization: `Bearer ${key}` }
  }
  return { headers: headers as Cast['headers'], ids, accountId, otherAccountId, partnerId }
}
