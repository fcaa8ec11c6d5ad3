import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffActor, StaffRole } from '#kernel/actor'
import { SYSTEM } from '#kernel/actor'
import type { AccountId, ContactId, PartnerPersonId, StaffId } from '#kernel/ids'
import { abilitiesOf, may, WORKSPACE_VERBS } from './policy.ts'

const staff = (role: StaffRole, scopes: readonly string[] | null = null): StaffActor => ({
  kind: 'staff',
  id: 's' as StaffId,
  name: '李娜',
  role,
  functions: [],
  locale: 'zh-CN',
  scopes,
})

test.each([
  ['member', ['read the workspace', 'manage customers']],
  ['lead', ['read the workspace', 'manage customers', 'manage rosters', 'assign duties', 'read personal figures of the team']],
  ['executive', ['read the workspace', 'manage customers', 'assign duties', 'break the glass']],
] as const)('a %s may %j and no more', (role, verbs) => {
  expect(abilitiesOf(staff(role))).toEqual(verbs)
})

test('an administrator sets up, but reads nobody’s personal figures for that', () => {
  expect(may(staff('administrator'), 'set up the workspace')).toBe(true)
  expect(may(staff('administrator'), 'manage access')).toBe(true)
  expect(may(staff('administrator'), 'read personal figures of the team')).toBe(false)
})

test('people of customers and partners may nothing here; Muster itself everything', () => {
  const person = { name: 'x', locale: 'en', scopes: null } as const
  const contact = {
    ...person,
    kind: 'contact',
    id: 'c' as ContactId,
    accountId: 'a' as AccountId,
    sees: 'all',
    department: null,
    mayConfirm: true,
  } as const
  expect(abilitiesOf(contact)).toEqual([])
  expect(abilitiesOf({ ...person, kind: 'partner', id: 'p' as PartnerPersonId })).toEqual([])
  expect(abilitiesOf(SYSTEM)).toEqual([...WORKSPACE_VERBS])
})

test('a narrowed key never may more than its person, and without admin sets nothing up', () => {
  const roles = fc.constantFrom<StaffRole>('member', 'lead', 'executive', 'administrator')
  fc.assert(
    fc.property(roles, fc.subarray(['tickets:read', 'tickets:write', 'admin', 'me']), (role, scopes) => {
      const whole = abilitiesOf(staff(role))
      const narrowed = abilitiesOf(staff(role, scopes))
      for (const verb of narrowed) expect(whole).toContain(verb)
      if (!scopes.includes('admin')) expect(narrowed).not.toContain('set up the workspace')
    }),
  )
})

test('an integration sets up only with admin, and never holds a duty’s rights or other people’s access', () => {
  const integration = (scopes: string[]) => ({ kind: 'integration', id: 'i', name: 'CI', locale: 'zh-CN', scopes }) as const
  expect(may(integration(['tickets:write']), 'set up the workspace')).toBe(false)
  expect(may(integration(['admin']), 'set up the workspace')).toBe(true)
  for (const verb of ['manage access', 'assign duties', 'break the glass'] as const) expect(may(integration(['admin']), verb)).toBe(false)
})
