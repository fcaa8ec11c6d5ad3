import type { FastifyInstance } from 'fastify'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createContract } from '../actions/create-contract.ts'
import { createEnvironment } from '../actions/create-environment.ts'
import { editContract } from '../actions/edit-contract.ts'
import { editEnvironment } from '../actions/edit-environment.ts'
import {
  contractOut,
  contractPageOut,
  contractsQuery,
  createContractIn,
  createEnvironmentIn,
  customerById,
  environmentOut,
  environmentPageOut,
  environmentsQuery,
  patchContractIn,
  patchEnvironmentIn,
} from '../contract.ts'
import { presentContract, presentEnvironment } from '../present.ts'
import { readContract, readContracts } from '../queries/read-contracts.ts'
import { readEnvironment, readEnvironments } from '../queries/read-environments.ts'

const STAFF_READ: RouteAccess = { actors: ['staff'], scope: 'customers:read' }
const READ: RouteAccess = { actors: ['staff', 'contact'], scope: 'customers:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'customers:write' }
const tag = 'customers'

export function contractRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/contracts',
    access: STAFF_READ,
    tag,
    summary: 'List contracts',
    query: contractsQuery,
    response: contractPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readContracts(ctx, query),
        query.limit,
        (contract) => presentContract(contract, ctx.actor),
        ({ endsOn, id }) => [endsOn, id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/contracts/:id',
    access: STAFF_READ,
    tag,
    summary: 'One contract',
    params: customerById,
    response: contractOut,
    handle: async (ctx, { params }) => presentContract(await readContract(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/contracts',
    access: WRITE,
    tag,
    summary: 'Record a contract',
    body: createContractIn,
    response: contractOut,
    status: 201,
    handle: async (ctx, { body }) => presentContract(await createContract(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/contracts/:id',
    access: WRITE,
    tag,
    summary: 'Change a contract',
    params: customerById,
    body: patchContractIn,
    response: contractOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentContract(await editContract(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
}

export function environmentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/environments',
    access: READ,
    tag,
    summary: 'List environments; a contact sees their own company’s',
    query: environmentsQuery,
    response: environmentPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readEnvironments(ctx, query),
        query.limit,
        (one) => presentEnvironment(one, ctx.actor),
        ({ sortName, id }) => [sortName, id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/environments/:id',
    access: READ,
    tag,
    summary: 'One environment',
    params: customerById,
    response: environmentOut,
    handle: async (ctx, { params }) => presentEnvironment(await readEnvironment(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/environments',
    access: WRITE,
    tag,
    summary: 'Record an environment',
    body: createEnvironmentIn,
    response: environmentOut,
    status: 201,
    handle: async (ctx, { body }) => presentEnvironment(await createEnvironment(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/environments/:id',
    access: WRITE,
    tag,
    summary: 'Change, archive or bring back an environment',
    params: customerById,
    body: patchEnvironmentIn,
    response: environmentOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentEnvironment(await editEnvironment(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
}
