import type { FastifyInstance } from 'fastify'
import { instantText } from '#kernel/fields'
import { route } from '#platform/http/route'
import { type DutyBoardOut, dutyBoardOut, dutyBoardQuery } from './contract.ts'
import { type DutyBoard, dutyBoard } from './queries/duty-board.ts'
import type { IntakePerson } from './rules/intake-candidates.ts'

/** More people of one function are counted, not named. */
const NAMED = 20

/** GET /api/v1/on-duty. */
export function oncallRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/on-duty',
    access: { actors: ['staff'], scope: 'organization:read' },
    tag: 'organization',
    summary: 'Who is on duty now, by line and function',
    query: dutyBoardQuery,
    response: dutyBoardOut,
    handle: async (ctx, { query }) => presentBoard(await dutyBoard(ctx, query)),
  })
}

function presentBoard({ at, dutyManager, lines }: DutyBoard): DutyBoardOut {
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

function presentPerson({ id, name, why, openDuties }: IntakePerson): DutyBoardOut['items'][number]['functions'][number]['people'][number] {
  return { id, name, why: why === 'on-the-roster' ? why : 'in-personal-hours', openDuties }
}
