import type { FastifyInstance } from 'fastify'
import { buildServer } from '#api/server'
import type { Actor } from '#kernel/actor'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type Bench, log } from './bench.ts'

const base = { name: 'X', locale: 'en', scopes: null }
export const staff = (id: string, role = 'member') => ({ ...base, kind: 'staff', id, role, functions: [] }) as unknown as Actor
export const contact = (id: string, accountId: string, sees = 'all', department: string | null = null) =>
  ({ ...base, kind: 'contact', id, accountId, sees, department, mayConfirm: true }) as unknown as Actor

/** The real server with the routes given. Who calls is said by a header: `as: <id of a person known>`. */
export async function serve(
  bench: Bench,
  people: readonly Actor[],
  routes: (app: FastifyInstance) => void,
  /** Awaited between recognizing the caller and going on. */
  recognized: () => Promise<void> = async () => undefined,
): Promise<{ app: FastifyInstance; url: string }> {
  const app = await buildServer({
    config: readConfig({}),
    log,
    db: bench.db,
    clock: systemClock,
    async authenticate(request) {
      const caller = people.find(({ id }) => id === request.headers['as']) ?? null
      await recognized()
      return caller
    },
    features: [routes],
    roots: [],
    webRoot: null,
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  bench.onClose(async () => {
    const closing = app.close()
    // fetch keeps its connections alive; one that was busy when the server closed would hold it for over a minute.
    const impatient = setInterval(() => app.server.closeIdleConnections(), 20)
    await closing
    clearInterval(impatient)
  })
  return { app, url: `${address}/api/v1` }
}
