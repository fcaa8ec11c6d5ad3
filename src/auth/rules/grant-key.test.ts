import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor'
import type { StaffId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { grantKey, type KeyRequest } from './grant-key.ts'

const at = instant(1_800_000_000_000)
const actor = (scopes: readonly string[] | null): StaffActor => ({
  kind: 'staff',
  id: 'me' as StaffId,
  name: '李娜',
  role: 'member',
  functions: [],
  locale: 'zh-CN',
  scopes,
})
const mine = { kind: 'staff', id: 'me' } as const
const ask = (request: Partial<KeyRequest>): KeyRequest => ({ holder: mine, scopes: null, expiresAt: null, ...request })

test('a person gives themselves a key for everything they may', () => {
  expect(grantKey(actor(null), ask({}), false, at)).toMatchObject({ accepted: true })
})

test.each([
  ['another person', ask({ holder: { kind: 'staff', id: 'other' } }), 'not-found'],
  ['a contact with one’s own id', ask({ holder: { kind: 'contact', id: 'me' } }), 'not-found'],
  ['an integration', ask({ holder: { kind: 'integration', id: 'i' }, scopes: ['tickets:read'] }), 'not-found'],
] as const)('without managing access, %s does not exist', (_, request, code) => {
  expect(grantKey(actor(null), request, false, at)).toMatchObject({ refusal: { code } })
  expect(grantKey(actor(null), request, true, at)).toMatchObject({ accepted: true })
})

test('an integration always says its scopes', () => {
  for (const scopes of [null, []]) {
    expect(grantKey(actor(null), ask({ holder: { kind: 'integration', id: 'i' }, scopes }), true, at)).toMatchObject({
      refusal: { code: 'integration-needs-scopes' },
    })
  }
})

test('a key that would have ended by now is refused', () => {
  expect(grantKey(actor(null), ask({ expiresAt: at }), false, at)).toMatchObject({ refusal: { code: 'key-expiry-past' } })
  expect(grantKey(actor(null), ask({ expiresAt: instant(at + 1) }), false, at)).toMatchObject({ accepted: true })
})

test('a key never makes a key that may more than itself', () => {
  const scopes = fc.subarray(['tickets:read', 'tickets:write', 'me', 'admin'])
  fc.assert(
    fc.property(scopes, fc.option(scopes), fc.boolean(), (own, wanted, managesAccess) => {
      const decision = grantKey(actor(own), ask({ scopes: wanted }), managesAccess, at)
      const within = wanted?.every((scope) => own.includes(scope)) ?? false
      expect(decision.accepted).toBe(within)
    }),
  )
})
