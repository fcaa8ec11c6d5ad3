import type { Instant } from '#kernel/instant'
import type { IntakePerson } from './intake-candidates.ts'

/** Somebody on duty; how much they hold is null where it is not the reader's to see. */
export type BoardPerson = Omit<IntakePerson, 'openDuties' | 'openSevere'> & {
  readonly openDuties: number | null
  readonly openSevere: number | null
}

/** Whose figures a reader sees: everybody's, or their own and of those they lead directly. */
export type Reader = 'all' | { readonly id: string; readonly leads: ReadonlySet<string> }

/**
 * How much a person holds is for them and who leads them (chapter 12). For whoever does not see it of all, the order by load
 * would tell it: theirs is by name.
 */
export function asReadBy(reader: Reader, people: readonly IntakePerson[]): readonly BoardPerson[] {
  if (reader === 'all') return people
  const sees = ({ id }: IntakePerson) => id === reader.id || reader.leads.has(id)
  if (people.every((one) => reader.leads.has(one.id))) return people
  return people.map((one) => (sees(one) ? one : { ...one, openDuties: null, openSevere: null })).toSorted(byName)
}

function byName(a: BoardPerson, b: BoardPerson): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1
}

type Named = { readonly id: string; readonly name: string }

/** Who is on duty at an instant, by line and function. */
export type DutyBoard = {
  readonly at: Instant
  /** Who is called when no lead answers; null while the workspace names nobody. */
  readonly dutyManager: Named | null
  readonly lines: readonly (Named & {
    readonly lead: Named
    /** Functions somebody could be on duty in, in the workspace's order; `people` is empty when nobody is now. */
    readonly functions: readonly { readonly key: string; readonly people: readonly BoardPerson[] }[]
  })[]
}
