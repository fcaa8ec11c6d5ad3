import type { CauseClass, Flag, Impact, TicketKind, Urgency, Verdict } from '#tickets/rules/vocabulary'
import type { LineKey } from '../company/lines.ts'
import type { Random } from '../random.ts'
import { SLOTS } from './slots.ts'

/** One kind of problem as a vendor's front line meets it: what is told, what is found, what becomes of it. `{slots}` are filled per ticket. */
export type Trouble = {
  readonly kind: TicketKind
  readonly line: LineKey
  readonly component: string
  readonly title: string
  readonly symptom: string
  readonly impact: Impact
  readonly urgency: Urgency
  readonly flags?: readonly Flag[]
  /** What the tester tried and saw, or the one who looked into it. */
  readonly tried: string
  readonly cause: string
  readonly fix: string
  readonly causeClass: CauseClass
  /** What the customer is told in the end. */
  readonly answer: string
  readonly prevention: string
  /** What makes the difference when it does not reproduce, or is no defect at all. */
  readonly verdict?: Verdict
  readonly english?: boolean
}

/** The same trouble with this ticket's report, department, number… in its slots: one value a slot, everywhere the same. */
export function told(trouble: Trouble, random: Random): Trouble {
  const chosen = new Map<string, string>()
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const pool = SLOTS[slot]
      if (!pool) throw new RangeError(`no slot called ${slot}`)
      const value = chosen.get(slot) ?? random.pick(pool)
      chosen.set(slot, value)
      return value
    })
  const { title, symptom, tried, cause, fix, answer, prevention, ...rest } = trouble
  return {
    ...rest,
    title: fill(title),
    symptom: fill(symptom),
    tried: fill(tried),
    cause: fill(cause),
    fix: fill(fix),
    answer: fill(answer),
    prevention: fill(prevention),
  }
}
