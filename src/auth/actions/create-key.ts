import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { SCOPES } from '#platform/http/access'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { CreateKey } from '../contract.ts'
import { makeKey } from '../key-secret.ts'
import { holderExists, readKeys, type StoredKey } from '../key-store.ts'
import { may } from '../policy.ts'
import { grantKey } from '../rules/grant-key.ts'
import type { Holder } from '../rules/person.ts'

/** Makes a key and gives it, this once. For oneself within one's own rights; for others and integrations by whoever manages access. */
export async function createKey(ctx: Ctx, input: CreateKey): Promise<{ stored: StoredKey; key: string }> {
  const { actor } = ctx
  const wall = instant(Date.now())
  const scopes = input.scopes ? knownScopes(input.scopes) : null
  const holder = holderOf(ctx, input)
  const decision = grantKey(actor, { holder, scopes, expiresAt: input.expiresAt ?? null }, may(actor, 'manage access'), wall)
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.params)
  const isNew = input.holder?.kind === 'integration' && input.holder.id === undefined
  return ctx.transaction(async (tx) => {
    if (!isNew && !(await holderExists(tx, holder)))
      throw new Refused('invalid-input', {}, [{ path: 'holder.id', code: 'unknown-reference' }])
    const { key, hash, prefix } = makeKey()
    const id = newId(wall)
    const row = {
      id,
      name: input.name,
      // As PostgreSQL reads bytea in JSON.
      hash: `\\x${hash.toString('hex')}`,
      prefix,
      person_kind: holder.kind,
      person_id: holder.id,
      scopes,
      expires_at: input.expiresAt ? formatInstant(input.expiresAt) : null,
      created_by_kind: actor.kind,
      created_by_id: actor.id,
      created_at: formatInstant(wall),
    }
    const event = {
      type: 'key.created',
      at: ctx.now,
      subject: { type: 'key', id },
      data: { name: input.name, prefix, holderKind: holder.kind, holderId: holder.id, scopes, expiresAt: row.expires_at },
    }
    await new WriteSet()
      .insert('api_keys', [row])
      .insert('events', eventRows([event], actor, INTERNAL, ctx.now))
      .execute(tx)
    const [stored] = await readKeys(tx, { id })
    if (!stored) throw new Error('the key just written is not there')
    return { stored, key }
  })
}

function holderOf(ctx: Ctx, { holder }: CreateKey): Holder {
  if (holder) return { kind: holder.kind, id: holder.id ?? newId(instant(Date.now())) }
  if (ctx.actor.kind === 'system' || ctx.actor.kind === 'integration') throw notFound()
  return { kind: ctx.actor.kind, id: ctx.actor.id }
}

function knownScopes(scopes: readonly string[]): string[] {
  const wrong = scopes.flatMap((scope, i) =>
    (SCOPES as readonly string[]).includes(scope)
      ? []
      : [{ path: `scopes.${i}`, code: 'not-one-of', params: { options: SCOPES.join(', ') } }],
  )
  if (wrong.length > 0) throw new Refused('invalid-input', {}, wrong)
  return [...new Set(scopes)]
}
