import type { FastifyInstance } from 'fastify'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createStaff } from '../actions/create-staff.ts'
import { disableStaff } from '../actions/disable-staff.ts'
import { editStaff } from '../actions/edit-staff.ts'
import { enableStaff } from '../actions/enable-staff.ts'
import { setAway } from '../actions/set-away.ts'
import {
  awayIn,
  byId,
  createStaffIn,
  disablingIn,
  disablingOut,
  enablingIn,
  patchStaffIn,
  staffOut,
  staffPageOut,
  staffQuery,
} from '../contract.ts'
import type { OrganizationPorts } from '../ports.ts'
import { presentStaff } from '../present.ts'
import { readStaff, readStaffList } from '../queries/read-staff.ts'

const READ: RouteAccess = { actors: ['staff'], scope: 'organization:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'organization:write' }
const tag = 'organization'

export function staffRoutes(app: FastifyInstance, ports: OrganizationPorts): void {
  readRoutes(app)
  writeRoutes(app, ports)
  disablingRoutes(app, ports)
}

function readRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/staff',
    access: READ,
    tag,
    summary: 'List our people',
    query: staffQuery,
    response: staffPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readStaffList(ctx, query),
        query.limit,
        (staff) => presentStaff(staff, ctx.actor),
        ({ sortName, id }) => [sortName, id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/staff/:id',
    access: READ,
    tag,
    summary: 'One of our people',
    params: byId,
    response: staffOut,
    handle: async (ctx, { params }) => presentStaff(await readStaff(ctx, params.id), ctx.actor),
  })
}

function writeRoutes(app: FastifyInstance, ports: OrganizationPorts): void {
  route(app, {
    method: 'POST',
    url: '/staff',
    access: WRITE,
    tag,
    summary: 'Add a person',
    body: createStaffIn,
    response: staffOut,
    status: 201,
    handle: async (ctx, { body }) => presentStaff(await createStaff(ctx, body, ports.identity), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/staff/:id',
    access: WRITE,
    tag,
    summary: 'Change a person',
    params: byId,
    body: patchStaffIn,
    response: staffOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentStaff(await editStaff(ctx, { id: params.id, version: ifMatch, patch: body }, ports.identity), ctx.actor),
  })
  route(app, {
    method: 'PUT',
    url: '/staff/:id/away',
    access: WRITE,
    tag,
    summary: 'Say when a person is away: oneself, or an administrator',
    params: byId,
    body: awayIn,
    response: staffOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentStaff(await setAway(ctx, { id: params.id, version: ifMatch, ...body }), ctx.actor),
  })
}

function disablingRoutes(app: FastifyInstance, ports: OrganizationPorts): void {
  route(app, {
    method: 'POST',
    url: '/staff/:id/disabling',
    access: WRITE,
    tag,
    summary: 'Disable a person; their duties go to others',
    params: byId,
    body: disablingIn,
    response: disablingOut,
    handle: async (ctx, { params, body }) => {
      const { staff, movedDuties } = await disableStaff(ctx, params.id, ports, body ?? {})
      return { ...presentStaff(staff, ctx.actor), movedDuties }
    },
  })
  route(app, {
    method: 'POST',
    url: '/staff/:id/enabling',
    access: WRITE,
    tag,
    summary: 'Make a person active again',
    params: byId,
    body: enablingIn,
    response: staffOut,
    handle: async (ctx, { params }) => presentStaff(await enableStaff(ctx, params.id), ctx.actor),
  })
}
