import { instantText } from '#kernel/fields'
import type { DutyBoardOut } from './contract.ts'
import type { BoardPerson, DutyBoard } from './rules/duty-board.ts'

/** More people of one function are counted, not named. */
const NAMED = 20

export function presentBoard({ at, dutyManager, lines }: DutyBoard): DutyBoardOut {
  return {
    at: instantText(at),
    dutyManager,
    items: lines.map(({ id, name, lead, functions }) => ({
      productLine: { id, name },
      lead,
      functions: functions.map(({ key, people }) => ({
        function: key,
        count: people.length,
        people: people.slice(0, NAMED).map(presentPerson),
      })),
    })),
    nextCursor: null,
  }
}

function presentPerson({ id, name, why, openDuties }: BoardPerson): DutyBoardOut['items'][number]['functions'][number]['people'][number] {
  return { id, name, why: why === 'on-the-roster' ? why : 'in-personal-hours', openDuties }
}
