import type { FastifyInstance } from 'fastify'
import { route } from '#platform/http/route'
import { dutyBoardOut, dutyBoardQuery } from './contract.ts'
import { presentBoard } from './present.ts'
import { dutyBoard } from './queries/duty-board.ts'

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
