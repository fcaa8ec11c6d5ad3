import type { FastifyInstance } from 'fastify'
import type { StreamHub } from './stream-hub.ts'

/** How long a browser waits before it comes back, spread so that a restart is not met by everybody at once. */
const RETRY_MS = { least: 1_000, spread: 2_000 }

/** `GET /stream`: server-sent events of what the caller may see, resuming by Last-Event-ID. */
export function streamRoutes(app: FastifyInstance, hub: StreamHub): void {
  app.addHook('preClose', async () => hub.close())
  app.route({
    method: 'GET',
    url: '/stream',
    config: { access: { actors: ['staff', 'contact', 'partner', 'integration'], scope: 'tickets:read' } },
    schema: {
      summary:
        'Events as they happen (text/event-stream): {seq, type, subject, at, summary}; resumes by Last-Event-ID; `reset` when it cannot',
      tags: ['stream'],
      produces: ['text/event-stream'],
    },
    async handler(request, reply) {
      const { actor } = request.ctx()
      const askedAt = performance.now() - reply.elapsedTime
      const lastEventId = request.headers['last-event-id']
      reply.hijack()
      reply.raw.writeHead(200, {
        ...headersSet(reply.getHeaders()),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      reply.raw.write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n`)
      reply.raw.socket?.setNoDelay(true)
      await hub.attach(reply.raw, actor, Array.isArray(lastEventId) ? lastEventId[0] : lastEventId, askedAt)
    },
  })
}

/** What hooks before us have set (security headers), which a hijacked reply would lose. */
function headersSet(headers: Record<string, number | string | string[] | undefined>): Record<string, number | string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, number | string | string[]] => entry[1] !== undefined),
  )
}
