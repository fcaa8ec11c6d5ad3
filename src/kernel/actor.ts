import type { AccountId, ContactId, PartnerPersonId, StaffId } from './ids.ts'

/**
 * Who acts. Every event carries {kind, id}. A key made for a person acts as that person, narrowed by its scopes;
 * an integration never holds an obligation nor owns a ticket; `system` is Muster itself (sweep, jobs).
 */
export type Actor = StaffActor | ContactActor | PartnerActor | IntegrationActor | SystemActor

/** What a key may do at most; null = everything its person may do. */
export type Scopes = readonly string[] | null

/** A staff member's standing in the workspace: what they may do beyond everyday work. */
export type StaffRole = 'member' | 'lead' | 'executive' | 'administrator'

export type StaffActor = {
  readonly kind: 'staff'
  readonly id: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly functions: readonly string[]
  readonly locale: Locale
  readonly scopes: Scopes
}
export type ContactActor = {
  readonly kind: 'contact'
  readonly id: ContactId
  readonly name: string
  readonly accountId: AccountId
  readonly sees: ContactSight
  readonly department: string | null
  readonly mayConfirm: boolean
  readonly locale: Locale
  readonly scopes: Scopes
}
export type PartnerActor = {
  readonly kind: 'partner'
  readonly id: PartnerPersonId
  readonly name: string
  readonly locale: Locale
  readonly scopes: Scopes
}
export type IntegrationActor = {
  readonly kind: 'integration'
  readonly id: string
  readonly name: string
  readonly locale: Locale
  readonly scopes: readonly string[]
}
export type SystemActor = { readonly kind: 'system'; readonly id: string; readonly name: string; readonly locale: Locale }

/** Which tickets of their account a contact sees. */
export type ContactSight = 'mine' | 'department' | 'all'

export type Locale = 'zh-CN' | 'en'

export const ACTOR_KINDS = ['staff', 'contact', 'partner', 'integration', 'system'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

/** Muster itself, as it stands on the events of the sweep and of jobs. */
export const SYSTEM: SystemActor = { kind: 'system', id: 'muster', name: 'Muster', locale: 'zh-CN' }
