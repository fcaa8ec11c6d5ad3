import { newId } from '#kernel/ids'
import type { Commanded } from './command-ticket.ts'
import type { SilenceDates } from './rules/silence-dates.ts'
import { dueOn } from './rules/ticket-clock.ts'

const REMINDER = { workingDays: 2 }
const CLOSING = { workingDays: 5 }

/** Silence that begins now reminds after two and closes after five working days of the line. */
export function silenceDates({ working, at }: Commanded): SilenceDates {
  return {
    reminderAt: dueOn(working, at, REMINDER),
    closeAt: dueOn(working, at, CLOSING),
    reminderTimerId: newId(at),
    closeTimerId: newId(at),
  }
}
