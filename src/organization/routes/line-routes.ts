import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createComponent } from '../actions/create-component.ts'
import { createFunction } from '../actions/create-function.ts'
import { createProductLine } from '../actions/create-product-line.ts'
import { editComponent } from '../actions/edit-component.ts'
import { editFunction } from '../actions/edit-function.ts'
import { editProductLine } from '../actions/edit-product-line.ts'
import {
  byId,
  componentOut,
  componentsOut,
  componentsQuery,
  createComponentIn,
  createFunctionIn,
  createProductLineIn,
  functionOut,
  functionParams,
  functionsOut,
  patchComponentIn,
  patchFunctionIn,
  patchProductLineIn,
  productLineOut,
  productLinesOut,
  productLinesQuery,
} from '../contract.ts'
import { presentComponent, presentProductLine } from '../present.ts'
import { readComponent, readComponents, readFunctions, readProductLine, readProductLines } from '../queries/read-lines.ts'

const READ: RouteAccess = { actors: ['staff'], scope: 'organization:read' }
const WRITE: RouteAccess = { actors: ['staff'], scope: 'organization:write' }
const tag = 'organization'

export function functionRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/functions',
    access: READ,
    tag,
    summary: 'List functions',
    response: functionsOut,
    handle: async (ctx) => ({ items: await readFunctions(ctx), nextCursor: null }),
  })
  route(app, {
    method: 'POST',
    url: '/functions',
    access: WRITE,
    tag,
    summary: 'Add a function',
    body: createFunctionIn,
    response: functionOut,
    status: 201,
    handle: (ctx, { body }) => createFunction(ctx, body),
  })
  route(app, {
    method: 'PATCH',
    url: '/functions/:key',
    access: WRITE,
    tag,
    summary: 'Rename or move a function',
    params: functionParams,
    body: patchFunctionIn,
    response: functionOut,
    handle: (ctx, { params, body, ifMatch }) => editFunction(ctx, { key: params.key, version: ifMatch, patch: body }),
  })
}

export function productLineRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/product-lines',
    access: READ,
    tag,
    summary: 'List product lines',
    query: productLinesQuery,
    response: productLinesOut,
    handle: async (ctx, { query }) => {
      const lines = await readProductLines(ctx, { archived: query.archived === 'true' })
      return { items: lines.map((line) => presentProductLine(line, ctx.actor)), nextCursor: null }
    },
  })
  route(app, {
    method: 'GET',
    url: '/product-lines/:id',
    access: READ,
    tag,
    summary: 'One product line',
    params: byId,
    response: productLineOut,
    handle: async (ctx, { params }) => presentProductLine(await readProductLine(ctx, params.id), ctx.actor),
  })
  route(app, {
    method: 'POST',
    url: '/product-lines',
    access: WRITE,
    tag,
    summary: 'Open a product line',
    body: createProductLineIn,
    response: productLineOut,
    status: 201,
    handle: async (ctx, { body }) => presentProductLine(await createProductLine(ctx, body), ctx.actor),
  })
  route(app, {
    method: 'PATCH',
    url: '/product-lines/:id',
    access: WRITE,
    tag,
    summary: 'Change, archive or bring back a product line',
    params: byId,
    body: patchProductLineIn,
    response: productLineOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentProductLine(await editProductLine(ctx, { id: params.id, version: ifMatch, patch: body }), ctx.actor),
  })
}

export function componentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/components',
    access: READ,
    tag,
    summary: 'List components',
    query: componentsQuery,
    response: componentsOut,
    handle: async (ctx, { query }) => {
      const components = await readComponents(ctx, { productLineId: query.productLineId, archived: query.archived === 'true' })
      return { items: components.map(presentComponent), nextCursor: null }
    },
  })
  route(app, {
    method: 'GET',
    url: '/components/:id',
    access: READ,
    tag,
    summary: 'One component',
    params: byId,
    response: componentOut,
    handle: async (ctx, { params }) => presentComponent(await readComponent(ctx, params.id)),
  })
  route(app, {
    method: 'POST',
    url: '/components',
    access: WRITE,
    tag,
    summary: 'Add a component',
    body: createComponentIn,
    response: componentOut,
    status: 201,
    handle: async (ctx, { body }) => presentComponent(await createComponent(ctx, body)),
  })
  route(app, {
    method: 'PATCH',
    url: '/components/:id',
    access: WRITE,
    tag,
    summary: 'Change, archive or bring back a component',
    params: byId,
    body: patchComponentIn,
    response: componentOut,
    handle: async (ctx, { params, body, ifMatch }) =>
      presentComponent(await editComponent(ctx, { id: params.id, version: ifMatch, patch: body })),
  })
}
