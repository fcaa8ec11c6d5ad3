import type { ProductLineId, StaffId } from '#kernel/ids'
import type { OnDutyReason } from './on-duty.ts'

/** One person intake may choose, with the facts it chooses by, all of one instant. Always active. */
export type IntakePerson = {
  readonly id: StaffId
  readonly name: string
  readonly onDuty: boolean
  readonly why: OnDutyReason
  /** Duties (owner and liaison each count) on tickets that are not closed; counted up to DUTY_COUNT_LIMIT per duty, more is not told apart. */
  readonly openDuties: number
  /** Tickets of S1 or S2 not closed that this person owns, counted among the same. */
  readonly openSevere: number
}

/**
 * Whom intake may choose from (chapter 1, "At intake"), in the order it asks them. `frontline` is only who is on duty now, fewest open
 * duties first and equals in a turn that changes with the instant, so the first one is the choice.
 */
export type IntakeCandidates = {
  readonly productLineId: ProductLineId
  /** The account's named service person, on duty or not; null when it has none or they were disabled. */
  readonly servicePerson: IntakePerson | null
  readonly frontline: readonly IntakePerson[]
  /** Lead of the line's oldest squad; null while the line has no squad. */
  readonly squadLead: IntakePerson | null
  readonly lineLead: IntakePerson
  readonly dutyManager: IntakePerson
  readonly lastResort: IntakePerson
}

/** Beyond this many of one duty nobody is told apart by load: it bounds what one intake reads. */
export const DUTY_COUNT_LIMIT = 32
