import type { FastifyInstance } from 'fastify'
import { askRoutes } from './routes/ask-routes.ts'
import { commandRoutes } from './routes/command-routes.ts'
import { handOffRoutes } from './routes/hand-off-routes.ts'
import { linkRoutes } from './routes/link-routes.ts'
import { playbookRoutes } from './routes/playbook-routes.ts'
import { readRoutes } from './routes/read-routes.ts'
import { secondWordRoutes } from './routes/second-word-routes.ts'
import { wordRoutes } from './routes/word-routes.ts'

/** Everything under /tickets, and hand-offs and the desk. */
export function ticketRoutes(app: FastifyInstance): void {
  readRoutes(app)
  wordRoutes(app)
  handOffRoutes(app)
  askRoutes(app)
  secondWordRoutes(app)
  commandRoutes(app)
  linkRoutes(app)
  playbookRoutes(app)
}
