import type { Instant } from '#kernel/instant'
import type { IntakePerson } from './intake-candidates.ts'

type Named = { readonly id: string; readonly name: string }

/** Who is on duty at an instant, by line and function. */
export type DutyBoard = {
  readonly at: Instant
  /** Who is called when no lead answers; null while the workspace names nobody. */
  readonly dutyManager: Named | null
  readonly lines: readonly (Named & {
    readonly lead: Named
    /** Functions somebody could be on duty in, in the workspace's order; `people` is empty when nobody is now. */
    readonly functions: readonly { readonly key: string; readonly people: readonly IntakePerson[] }[]
  })[]
}
