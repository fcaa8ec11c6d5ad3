import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

const PREFIX = '/api/docs'
const PASSED = ['content-type', 'cache-control', 'etag', 'location'] as const

/**
 * The browsable reference of the API. The page and its script are some thirty megabytes of memory that most processes never
 * show to anybody: a small server of its own is made when somebody first asks.
 */
export function serveDocs(app: FastifyInstance): void {
  let opened: Promise<FastifyInstance> | undefined
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    opened ??= openPage()
    const { statusCode, headers, rawPayload } = await (await opened).inject({ method: 'GET', url: request.url })
    for (const name of PASSED) if (headers[name] !== undefined) reply.header(name, headers[name])
    return reply.status(statusCode).send(rawPayload)
  }
  app.get(PREFIX, { schema: { hide: true } }, answer)
  app.get(`${PREFIX}/*`, { schema: { hide: true } }, answer)
}

async function openPage(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const page = Fastify()
  await page.register(scalar, {
    routePrefix: PREFIX,
    hooks: {},
    configuration: { url: '/api/v1/openapi.json', withDefaultFonts: false, telemetry: false },
  })
  await page.ready()
  return page
}
