import type { FastifyInstance } from 'fastify'
import { route } from '#platform/http/route'
import { publishPlaybook } from '../actions/publish-playbook.ts'
import { playbookOut, playbookParams, playbooksOut, putPlaybookIn } from '../contract.ts'
import { presentPlaybook } from '../present/playbook.ts'
import { readEditions, readPlaybook, readPlaybooks } from '../queries/playbooks.ts'

const tag = 'playbooks'
const read = { actors: ['staff', 'integration'], scope: 'tickets:read' } as const

export function playbookRoutes(app: FastifyInstance): void {
  route(app, {
    ...{ method: 'GET', url: '/playbooks', access: read, tag, summary: 'How each kind of ticket is worked' },
    response: playbooksOut,
    handle: async (ctx) => ({ items: await readPlaybooks(ctx), editions: await readEditions(ctx), nextCursor: null }),
  })
  route(app, {
    ...{ method: 'GET', url: '/playbooks/:kind', access: read, tag, summary: 'The playbook of one kind' },
    params: playbookParams,
    response: playbookOut,
    handle: (ctx, { params }) => readPlaybook(ctx, params.kind),
  })
  route(app, {
    ...{ method: 'PUT', url: '/playbooks/:kind', access: { actors: ['staff'], scope: 'admin' }, tag },
    summary: 'Publish a new version, for tickets that begin from now on',
    params: playbookParams,
    body: putPlaybookIn,
    response: playbookOut,
    handle: async (ctx, { params: { kind }, ifMatch, body }) =>
      presentPlaybook(kind, await publishPlaybook(ctx, { kind, ifMatch, document: body }), ctx.actor),
  })
}
