import type { Actor } from '#kernel/actor'
import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import type { Holder } from './person.ts'

export type KeyRequest = {
  readonly holder: Holder
  /** Null: everything its holder may do. */
  readonly scopes: readonly string[] | null
  readonly expiresAt: Instant | null
}
export type KeyRefusal = 'not-found' | 'scope-not-yours' | 'integration-needs-scopes' | 'key-expiry-past'

/**
 * Whether `actor` may have this key made. For oneself: never more than one's own credential may. For others and for
 * integrations: whoever manages access; to everybody else the holder does not exist.
 */
export function grantKey(actor: Actor, request: KeyRequest, managesAccess: boolean, at: Instant): Decision<KeyRequest, never, KeyRefusal> {
  const { holder, scopes, expiresAt } = request
  const own = holder.kind === actor.kind && holder.id === actor.id
  if (!own && !managesAccess) return refuse('not-found')
  if (holder.kind === 'integration' && (scopes === null || scopes.length === 0)) return refuse('integration-needs-scopes')
  if (expiresAt !== null && expiresAt <= at) return refuse('key-expiry-past')
  const beyond = beyondOwn(actor, scopes)
  return beyond === null ? accept(request, []) : refuse('scope-not-yours', { scope: beyond })
}

// A narrowed key cannot make a wider one, for whomever: else it could hand itself everything in two steps.
function beyondOwn(actor: Actor, scopes: readonly string[] | null): string | null {
  const own = actor.kind === 'system' ? null : actor.scopes
  if (own === null) return null
  if (scopes === null) return '*'
  return scopes.find((scope) => !own.includes(scope)) ?? null
}
