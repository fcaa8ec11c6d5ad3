import type { ActorKind } from '#kernel/actor'

/** Who an identity stands for: a row of staff, contacts or partner_people. */
export type PersonKind = Extract<ActorKind, 'staff' | 'contact' | 'partner'>
export type Person = { readonly kind: PersonKind; readonly id: string }

/** Who a key acts as: a person, or an integration, which is nobody. */
export type HolderKind = PersonKind | 'integration'
export type Holder = { readonly kind: HolderKind; readonly id: string }
