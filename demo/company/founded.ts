import type { ContactActor, StaffActor } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Customer } from './accounts.ts'
import type { LineKey } from './lines.ts'
import type { StaffMember } from './people.ts'
import type { Seat } from './seats.ts'

export type Person = StaffMember & { readonly id: string; readonly actor: StaffActor }
export type CustomerPerson = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly seat: Seat
  readonly actor: ContactActor
}
export type Account = Customer & {
  readonly id: string
  readonly people: readonly CustomerPerson[]
  readonly environmentIds: Readonly<Partial<Record<LineKey, string>>>
}
export type FoundedLine = {
  readonly key: LineKey
  readonly id: string
  readonly name: string
  readonly leadKey: string
  readonly components: Readonly<Record<string, string>>
}
/** One stretch of frontline duty; lines share nights and weekends. */
export type Shift = { readonly line: LineKey; readonly staffKey: string; readonly from: Instant; readonly to: Instant }

/** The company as it stands in the database, found by the keys that stories use. */
export type Founded = {
  readonly staff: Readonly<Record<string, Person>>
  readonly staffById: ReadonlyMap<string, Person>
  readonly lines: Readonly<Record<LineKey, FoundedLine>>
  readonly accounts: readonly Account[]
  readonly shifts: readonly Shift[]
  readonly partnerPersonId: string
}
