import type { FastifyInstance } from 'fastify'
import { contentDisposition } from '#platform/files/file-name'
import { Refused } from '#platform/refused'
import type { MailedFileParts } from '../admin-ports.ts'
import { openMailedFile } from '../queries/open-mailed-file.ts'
import { fileLinkOver } from '../templates/file-link-over.ts'

/** Tries a minute from one address: a company of people may sit behind it. */
const TRIES = { max: 60, timeWindow: 60_000 }

/** Files that were too large for a mail, by the link in it: to be saved, never shown. Mounted at the root. */
export function mailedFileRoutes(app: FastifyInstance, { files, seal, publicUrl, systemCtx }: MailedFileParts): void {
  app.route({
    method: 'GET',
    url: '/files/:id',
    config: {
      access: { open: true, why: 'the link in a customer’s mail is signed for one file, one contact and a time' },
      rateLimit: TRIES,
    },
    schema: { hide: true },
    async handler(request, reply) {
      const { id } = request.params as { id: string }
      // Neither the address with its signature is handed on, nor is what it leads to kept anywhere on the way.
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex')
      try {
        const given = { id, query: request.query as Record<string, unknown> }
        const { attachment, content } = await openMailedFile(await systemCtx(), { files, hmac: seal.hmac }, given)
        return reply
          .header('content-type', attachment.mediaType)
          .header('content-length', attachment.size)
          .header('content-disposition', contentDisposition('attachment', attachment.name))
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('x-content-type-options', 'nosniff')
          .send(content)
      } catch (error) {
        const isPerson = request.headers.accept?.includes('text/html')
        if (!isPerson || !(error instanceof Refused && error.refusal.code === 'file-link-over')) throw error
        return reply.status(410).type('text/html; charset=utf-8').send(fileLinkOver(publicUrl))
      }
    },
  })
}
