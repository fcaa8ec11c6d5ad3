import type { ObligationMode } from './obligation.ts'
import { modeOf, type ServicePolicyDocument } from './service-policy.ts'

export type KindCount = {
  readonly kind: string
  readonly armed: number
  readonly kept: number
  readonly broken: number
  readonly wouldHaveClimbed: number
}
export type Adoption = KindCount & {
  readonly mode: ObligationMode
  readonly next: { readonly mode: ObligationMode; readonly on: string } | null
}

/** Each kind that arose, with its mode today and the next step still to come; what broke most comes first. */
export function adoptionOf(policy: ServicePolicyDocument, counts: readonly KindCount[], today: string): Adoption[] {
  return counts
    .map((count) => {
      const { next } = policy.modes.kinds[count.kind] ?? policy.modes.default
      return { ...count, mode: modeOf(policy, count.kind, today), next: next && next.on > today ? next : null }
    })
    .toSorted((a, b) => b.broken - a.broken || (a.kind < b.kind ? -1 : 1))
}
