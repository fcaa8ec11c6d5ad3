import type { FastifyInstance } from 'fastify'
import { formatInstant } from '#kernel/instant'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createSquad } from '../actions/create-squad.ts'
import { editRoster } from '../actions/edit-roster.ts'
import { editSquad } from '../actions/edit-squad.ts'
import { editWorkspace } from '../actions/edit-workspace.ts'
import { putOnRoster } from '../actions/put-on-roster.ts'
import { takeOffRoster } from '../actions/take-off-roster.ts'
import {
  byId,
  createRosterIn,
  createSquadIn,
  patchRosterIn,
  patchSquadIn,
  patchWorkspaceIn,
  removedOut,
  rosterOut,
  rosterPageOut,
  rostersQuery,
  squadOut,
  squadsOut,
  squadsQuery,
  workspaceOut,
} from '../contract.ts'
import { presentRoster, presentSquad, presentWorkspace } from '../present.ts'
import { readSquad, readSquads, readWorkspace } from '../queries/read-lines.ts'
import { readRoster, readRosters } from '../queries/read-rosters.ts'

const READ: RouteAccess = { actors: ['staff'], scope: 'organization:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'organization:write' }
const tag = 'organization'

export function squadRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/squads',
    access: READ,
    tag,
    summary: 'List squads with their members',
    query: squadsQuery,
    response: squadsOut,
    handle: async (ctx, { query }) => {
      const squads = await readSquads(ctx, query.productLineId)
      return { items: squads.map((squad) => presentSquad(squad, ctx.actor)), nextCursor: null }
    },
  })
  route(app, {
    method: 'GET',
    url: '/squads/:id',
    access: READ,
    tag,
    summary: 'One squad',
    params: byId,
    response: squadOut,
    handle: async (ctx, { params }) => presentSquad(await readSquad(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/squads',
    access: WRITE,
    tag,
    summary: 'Form a squad',
    body: createSquadIn,
    response: squadOut,
    status: 201,
    handle: async (ctx, { body }) => presentSquad(await createSquad(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/squads/:id',
    access: WRITE,
    tag,
    summary: 'Change a squad or its members',
    params: byId,
    body: patchSquadIn,
    response: squadOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentSquad(await editSquad(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
}

export function rosterRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/rosters',
    access: READ,
    tag,
    summary: 'Who is on duty for a line, from–to',
    query: rostersQuery,
    response: rosterPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readRosters(ctx, query),
        query.limit,
        (entry) => presentRoster(entry, ctx.actor),
        ({ from, id }) => [formatInstant(from), id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/rosters/:id',
    access: READ,
    tag,
    summary: 'One roster entry',
    params: byId,
    response: rosterOut,
    handle: async (ctx, { params }) => presentRoster(await readRoster(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/rosters',
    access: WRITE,
    tag,
    summary: 'Put somebody on duty',
    body: createRosterIn,
    response: rosterOut,
    status: 201,
    handle: async (ctx, { body }) => presentRoster(await putOnRoster(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/rosters/:id',
    access: WRITE,
    tag,
    summary: 'Change a roster entry',
    params: byId,
    body: patchRosterIn,
    response: rosterOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentRoster(await editRoster(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
  route(app, {
    method: 'DELETE',
    url: '/rosters/:id',
    access: WRITE,
    tag,
    summary: 'Take somebody off the roster',
    params: byId,
    response: removedOut,
    handle: async (ctx, { params, ifMatch }) => {
      await takeOffRoster(ctx, { id: params.id, version: ifMatch })
      return { removed: true as const }
    },
  })
}

export function workspaceRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/workspace',
    access: READ,
    tag,
    summary: 'The workspace',
    response: workspaceOut,
    handle: async (ctx) => presentWorkspace(await readWorkspace(ctx), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/workspace',
    access: WRITE,
    tag,
    summary: 'Change the workspace',
    body: patchWorkspaceIn,
    response: workspaceOut,
    handle: async (ctx, { body, ifMatch }) => presentWorkspace(await editWorkspace(ctx, { version: ifMatch, patch: body }), ctx.actor),
  })
}
