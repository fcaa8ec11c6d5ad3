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
  ['member', ['read the workspace']],
  ['lead', ['read the workspace', 'create accounts']],
  ['executive', ['read the workspace', 'create accounts', 'break the glass']],
  ['administrator', [...WORKSPACE_VERBS]],
] as const)('a %s may %j and no more', (role, verbs) => {
  expect(abilitiesOf(staff(role))).toEqual(verbs)
})

test('people of customers and partners and integrations may nothing here; Muster itself everything', () => {
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
  expect(abilitiesOf({ ...person, kind: 'integration', id: 'i', scopes: ['admin'] })).toEqual([])
  expect(abilitiesOf(SYSTEM)).toEqual([...WORKSPACE_VERBS])
})

test('a narrowed key never may more than its person, and without admin sets nothing up', () => {
  const roles = fc.constantFrom<StaffRole>('member', 'lead', 'executive', 'administrator')
  fc.assert(
    fc.property(roles, fc.subarray(['tickets:read', 'tickets:write', 'admin', 'me']), (role, scopes) => {
      const whole = abilitiesOf(staff(role))
      const narrowed = abilitiesOf(staff(role, scopes))
      for (const verb of narrowed) expect(whole).toContain(verb)
      if (!scopes.includes('admin'))
        for (const verb of ['set up the workspace', 'manage access'] as const) expect(may(staff(role, scopes), verb)).toBe(false)
    }),
  )
})
