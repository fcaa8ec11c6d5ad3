import type { FastifyInstance } from 'fastify'
import type { OrganizationPorts } from './ports.ts'
import { componentRoutes, functionRoutes, productLineRoutes } from './routes/line-routes.ts'
import { rosterRoutes, squadRoutes, workspaceRoutes } from './routes/squad-routes.ts'
import { staffRoutes } from './routes/staff-routes.ts'

/** Everything under staff, functions, product-lines, components, squads, rosters and workspace. */
export function organizationRoutes(ports: OrganizationPorts): (app: FastifyInstance) => void {
  return (app) => {
    staffRoutes(app, ports)
    functionRoutes(app)
    productLineRoutes(app)
    componentRoutes(app)
    squadRoutes(app)
    rosterRoutes(app)
    workspaceRoutes(app)
  }
}
