import type { FastifyInstance } from 'fastify'
import type { IdentityPort } from '#organization'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createPartner } from '../actions/create-partner.ts'
import { createPartnerPerson } from '../actions/create-partner-person.ts'
import {
  createPartnerIn,
  createPartnerPersonIn,
  partnerOut,
  partnerPageOut,
  partnerPeopleQuery,
  partnerPersonOut,
  partnerPersonPageOut,
  partnersQuery,
} from '../contract.ts'
import { presentPartner, presentPartnerPerson } from '../present.ts'
import { readPartnerPeople, readPartners } from '../queries/read-partners.ts'

const READ: RouteAccess = { actors: ['staff'], scope: 'customers:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'customers:write' }
const tag = 'customers'

export function partnerRoutes(app: FastifyInstance, identity: IdentityPort): void {
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
}
