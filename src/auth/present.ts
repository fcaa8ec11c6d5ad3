import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import type { Key, Me, Session } from './contract.ts'
import type { StoredKey } from './key-store.ts'
import type { OwnRow } from './me-store.ts'
import { abilitiesOf } from './policy.ts'
import type { StoredSession } from './session-store.ts'

export function presentMe(actor: Exclude<Actor, { kind: 'system' }>, row: OwnRow | null, sessionId: string | null): Me {
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    email: row?.email ?? null,
    locale: actor.locale,
    timeZone: row?.timeZone ?? null,
    role: actor.kind === 'staff' ? actor.role : null,
    functions: actor.kind === 'staff' ? [...actor.functions] : [],
    notificationMail: row?.notificationMail ?? null,
    account: actor.kind === 'contact' ? { id: actor.accountId, name: row?.accountName ?? '' } : null,
    sees: actor.kind === 'contact' ? actor.sees : null,
    mayConfirm: actor.kind === 'contact' ? actor.mayConfirm : null,
    scopes: actor.scopes === null ? null : [...actor.scopes],
    abilities: abilitiesOf(actor),
    twoFactor: row?.twoFactor ?? false,
    hasPassword: row?.hasPassword ?? false,
    sessionId,
    version: row?.version ?? 0,
  }
}

export function presentSession(session: StoredSession, currentId: string | null): Session {
  return {
    id: session.id,
    createdAt: instantText(session.createdAt),
    renewedAt: instantText(session.renewedAt),
    expiresAt: instantText(session.expiresAt),
    address: session.address,
    browser: session.browser,
    current: session.id === currentId,
  }
}

export function presentKey(stored: StoredKey): Key {
  return {
    id: stored.id,
    name: stored.name,
    prefix: stored.prefix,
    holder: { kind: stored.holderKind, id: stored.holderId, name: stored.holderName },
    scopes: stored.scopes,
    createdAt: instantText(stored.createdAt),
    createdBy: { kind: stored.createdByKind, id: stored.createdById },
    expiresAt: instantText(stored.expiresAt),
    revokedAt: instantText(stored.revokedAt),
    lastUsedAt: instantText(stored.lastUsedAt),
  }
}
