import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { clearAddress } from '../actions/clear-address.ts'
import { clearedAddressOut, mailAddressesOut, mailAddressesQuery, mailAddressParams } from '../contract.ts'
import { readMailAddresses } from '../queries/read-received.ts'

const ADMIN: RouteAccess = { actors: ['staff'], scope: 'admin' }
const tag = 'mail'

export function addressRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/mail-addresses',
    access: ADMIN,
    tag,
    summary: 'Addresses that did not take our mail; nothing is sent to `permanent` ones',
    query: mailAddressesQuery,
    response: mailAddressesOut,
    handle: (ctx, { query }) => readMailAddresses(ctx, query),
  })
  route(app, {
    method: 'DELETE',
    url: '/mail-addresses/:address',
    access: ADMIN,
    tag,
    summary: 'Write to an address again',
    params: mailAddressParams,
    response: clearedAddressOut,
    handle: async (ctx, { params }) => {
      await clearAddress(ctx, params.address)
      return { removed: true as const }
    },
  })
}
