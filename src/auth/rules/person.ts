import type { ActorKind } from '#kernel/actor'

/** Who an identity or a key stands for: a row of staff, contacts or partner_people. */
export type PersonKind = Extract<ActorKind, 'staff' | 'contact' | 'partner'>
export type Person = { readonly kind: PersonKind; readonly id: string }
