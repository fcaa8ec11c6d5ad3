import type { FastifyInstance } from 'fastify'
import type { IdentityPort } from '#organization'
import { accountRoutes } from './routes/account-routes.ts'
import { contactRoutes } from './routes/contact-routes.ts'
import { contractRoutes, environmentRoutes } from './routes/contract-routes.ts'
import { partnerRoutes } from './routes/partner-routes.ts'

/** Everything under accounts, contacts, contracts, environments, partners and partner-people. */
export function customersRoutes(ports: { readonly identity: IdentityPort }): (app: FastifyInstance) => void {
  return (app) => {
    accountRoutes(app)
    contactRoutes(app, ports.identity)
    contractRoutes(app)
    environmentRoutes(app)
    partnerRoutes(app, ports.identity)
  }
}
