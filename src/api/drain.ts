import type { FastifyInstance } from 'fastify'

const LOOK_EVERY_MS = 25
/** How long a request may take to finish once we are asked to stop. */
const PATIENCE_MS = 10_000

/**
 * Closes a server as a person expects: it takes nothing new, lets the requests in flight finish, ends the streams, then lets
 * go of every connection. Node waits without end for a connection that never sent a request (a browser opens such ahead).
 */
export function drainable(): { watch(app: FastifyInstance): void; close(app: FastifyInstance): Promise<void> } {
  let inFlight = 0
  return {
    watch(app) {
      app.addHook('onRequest', async () => {
        inFlight++
      })
      app.addHook('onResponse', async () => {
        inFlight--
      })
    },
    async close(app) {
      const started = performance.now()
      const closed = app.close()
      const look = setInterval(() => {
        if (inFlight <= 0 || performance.now() - started > PATIENCE_MS) app.server.closeAllConnections()
        else app.server.closeIdleConnections()
      }, LOOK_EVERY_MS)
      await closed.finally(() => clearInterval(look))
    },
  }
}
