import type { FastifyInstance } from 'fastify'
import type { IdentityPort } from '#organization'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createPartner } from '../actions/create-partner.ts'
import { createPartnerPerson } from '../actions/create-partner-person.ts'
import { editPartner } from '../actions/edit-partner.ts'
import { editPartnerPerson } from '../actions/edit-partner-person.ts'
import {
  createPartnerIn,
  createPartnerPersonIn,
  customerById,
  partnerOut,
  partnerPageOut,
  partnerPeopleQuery,
  partnerPersonOut,
  partnerPersonPageOut,
  partnersQuery,
  patchPartnerIn,
  patchPartnerPersonIn,
} from '../contract.ts'
import { presentPartner, presentPartnerPerson } from '../present.ts'
import { readPartner, readPartnerPeople, readPartnerPerson, readPartners } from '../queries/read-partners.ts'

const READ: RouteAccess = { actors: ['staff'], scope: 'customers:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'customers:write' }
const tag = 'customers'

export function partnerRoutes(app: FastifyInstance, identity: IdentityPort): void {
  companyRoutes(app, identity)
  peopleRoutes(app, identity)
}

function companyRoutes(app: FastifyInstance, identity: IdentityPort): void {
  route(app, {
    method: 'GET',
    url: '/partners',
    access: READ,
    tag,
    summary: 'List partners',
    query: partnersQuery,
    response: partnerPageOut,
    handle: async (ctx, { query }) =>
      toPage(await readPartners(ctx, query), query.limit, presentPartner, ({ sortName, id }) => [sortName, id]),
  })
  route(app, {
    method: 'POST',
    url: '/partners',
    access: WRITE,
    tag,
    summary: 'Add a partner',
    body: createPartnerIn,
    response: partnerOut,
    status: 201,
    handle: async (ctx, { body }) => presentPartner(await createPartner(ctx, body)),
  })
  route(app, {
    method: 'GET',
    url: '/partners/:id',
    access: READ,
    tag,
    summary: 'One partner',
    params: customerById,
    response: partnerOut,
    handle: async (ctx, { params }) => presentPartner(await readPartner(ctx, params.id)),
  })
  route(app, {
    method: 'PATCH',
    url: '/partners/:id',
    access: WRITE,
    tag,
    summary: 'Change a partner, take it out of use or bring it back',
    params: customerById,
    body: patchPartnerIn,
    response: partnerOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentPartner(await editPartner(ctx, { id: params.id, version: ifMatch, patch: body }, identity)),
  })
}

function peopleRoutes(app: FastifyInstance, identity: IdentityPort): void {
  route(app, {
    method: 'GET',
    url: '/partner-people',
    access: READ,
    tag,
    summary: 'List people of partners',
    query: partnerPeopleQuery,
    response: partnerPersonPageOut,
    handle: async (ctx, { query }) =>
      toPage(await readPartnerPeople(ctx, query), query.limit, presentPartnerPerson, ({ sortName, id }) => [sortName, id]),
  })
  route(app, {
    method: 'POST',
    url: '/partner-people',
    access: WRITE,
    tag,
    summary: 'Add a person of a partner',
    body: createPartnerPersonIn,
    response: partnerPersonOut,
    status: 201,
    handle: async (ctx, { body }) => presentPartnerPerson(await createPartnerPerson(ctx, body, identity)),
  })
  route(app, {
    method: 'GET',
    url: '/partner-people/:id',
    access: READ,
    tag,
    summary: 'One person of a partner',
    params: customerById,
    response: partnerPersonOut,
    handle: async (ctx, { params }) => presentPartnerPerson(await readPartnerPerson(ctx, params.id)),
  })
  route(app, {
    method: 'PATCH',
    url: '/partner-people/:id',
    access: WRITE,
    tag,
    summary: 'Change a person of a partner, end or give back their access',
    params: customerById,
    body: patchPartnerPersonIn,
    response: partnerPersonOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentPartnerPerson(await editPartnerPerson(ctx, { id: params.id, version: ifMatch, patch: body }, identity)),
  })
}
