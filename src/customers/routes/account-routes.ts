import type { FastifyInstance } from 'fastify'
import { toPage } from '#platform/cursor'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createAccount } from '../actions/create-account.ts'
import { editAccount } from '../actions/edit-account.ts'
import { accountPageOut, accountsQuery, anyAccountOut, createAccountIn, customerById, patchAccountIn } from '../contract.ts'
import { presentAccount } from '../present.ts'
import { readAccount, readAccounts } from '../queries/read-accounts.ts'

const READ: RouteAccess = { actors: ['staff', 'contact'], scope: 'customers:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'customers:write' }
const tag = 'customers'

export function accountRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/accounts',
    access: READ,
    tag,
    summary: 'List accounts; a contact sees their own company',
    query: accountsQuery,
    response: accountPageOut,
    handle: async (ctx, { query }) =>
      toPage(
        await readAccounts(ctx, query),
        query.limit,
        (account) => presentAccount(account, ctx.actor),
        ({ sortName, id }) => [sortName, id],
      ),
  })
  route(app, {
    method: 'GET',
    url: '/accounts/:id',
    access: READ,
    tag,
    summary: 'One account',
    params: customerById,
    response: anyAccountOut,
    handle: async (ctx, { params }) => presentAccount(await readAccount(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/accounts',
    access: WRITE,
    tag,
    summary: 'Add an account',
    body: createAccountIn,
    response: anyAccountOut,
    status: 201,
    handle: async (ctx, { body }) => presentAccount(await createAccount(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/accounts/:id',
    access: WRITE,
    tag,
    summary: 'Change, archive or bring back an account',
    params: customerById,
    body: patchAccountIn,
    response: anyAccountOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentAccount(await editAccount(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
}
