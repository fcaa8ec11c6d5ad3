import type { Ctx } from '#platform/ctx'
import { SCOPES } from '#platform/http/access'
import { notFound } from '#platform/refused'
import { readKeys, type StoredKey } from '../key-store.ts'
import { may } from '../policy.ts'

/** The caller's keys, or everybody's for whoever manages access; and what the caller may put into a new one. */
export async function listKeys(ctx: Ctx, holder: 'me' | 'all'): Promise<{ keys: StoredKey[]; grantableScopes: string[] }> {
  const { actor } = ctx
  if (actor.kind === 'system' || actor.kind === 'integration') throw notFound()
  if (holder === 'all' && !may(actor, 'manage access')) throw notFound()
  const keys = await readKeys(ctx.db, { holder: holder === 'all' ? null : { kind: actor.kind, id: actor.id } })
  return { keys, grantableScopes: SCOPES.filter((scope) => actor.scopes === null || actor.scopes.includes(scope)) }
}
