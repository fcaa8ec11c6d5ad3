import type { FastifyInstance } from 'fastify'
import { route } from '#platform/http/route'
import { qualitiesOut, qualitiesQuery } from './contract.ts'
import { readQualities } from './queries/qualities.ts'

export function reportRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/reports/qualities',
    access: { actors: ['staff', 'integration'], scope: 'reports:read' },
    summary: 'The four qualities by account, line and month',
    tag: 'reports',
    query: qualitiesQuery,
    response: qualitiesOut,
    handle: (ctx, { query }) => readQualities(ctx, query),
  })
}
