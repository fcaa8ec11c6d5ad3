import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Names the build gives: no folder but one, nothing hidden, nothing to decode. */
const FILE = /^\/(?:assets\/)?(?!\.)[\w.-]+\.\w+$/

/**
 * The built web app below `webRoot`; null or not built: the API only. The page is the one that was there at the start, so that pages and API are of one
 * version however long a process outlives the next build; files are taken from the disk as they come: of several processes an older one may be asked
 * for what only the newer page names, and a page opened before for what its own build left (web/keep-last-build.ts).
 */
export async function serveWeb(app: FastifyInstance, webRoot: string | null): Promise<void> {
  if (webRoot === null || !existsSync(join(webRoot, 'index.html'))) return
  const page = readFileSync(join(webRoot, 'index.html'), 'utf8')
  await app.register(fastifyStatic, { root: webRoot, serve: false, dotfiles: 'ignore', index: false })
  app.get('/*', { schema: { hide: true }, config: { access: { open: true, why: 'the web app; it holds no data' } } }, (request, reply) => {
    const [path = '/'] = request.url.split('?')
    // File names carry a content hash; the page does not.
    const isPage = path === '/index.html' || !(path.startsWith('/api/') || /\.\w+$/.test(path))
    if (!isPage) return FILE.test(path) ? reply.sendFile(path.slice(1), { maxAge: '365d', immutable: true }) : reply.callNotFound()
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
