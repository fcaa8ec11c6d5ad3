import type { FastifyInstance } from 'fastify'
import { contentDisposition } from '#platform/files/file-name'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { dismissMail } from '../actions/dismiss-mail.ts'
import { retryMail } from '../actions/retry-mail.ts'
import type { MailParts } from '../admin-ports.ts'
import { byMailId, dismissMailIn, receivedMailInFullOut, receivedMailsOut, receivedMailsQuery } from '../contract.ts'
import { openRawMail, readReceivedMail, readReceivedMails } from '../queries/read-received.ts'

const ADMIN: RouteAccess = { actors: ['staff'], scope: 'admin' }
const tag = 'mail'

export function receivedRoutes(app: FastifyInstance, { mails }: MailParts): void {
  route(app, {
    method: 'GET',
    url: '/received-mails',
    access: ADMIN,
    tag,
    summary: 'List what arrived, newest first; `quarantined` is what could not be handled',
    query: receivedMailsQuery,
    response: receivedMailsOut,
    handle: (ctx, { query }) => readReceivedMails(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/received-mails/:id',
    access: ADMIN,
    tag,
    summary: 'One received mail with what was understood of it',
    params: byMailId,
    response: receivedMailInFullOut,
    handle: (ctx, { params }) => readReceivedMail(ctx, params.id),
  })
  rawRoute(app, mails)
  commandRoutes(app)
}

function rawRoute(app: FastifyInstance, mails: MailParts['mails']): void {
  app.route({
    method: 'GET',
    url: '/received-mails/:id/raw',
    config: { access: ADMIN },
    schema: { summary: 'The mail as it arrived, to be saved', tags: [tag], params: byMailId, produces: ['message/rfc822'] },
    async handler(request, reply) {
      const { id } = request.params as { id: string }
      const { mail, content } = await openRawMail(request.ctx(), { mails }, id)
      return reply
        .header('content-type', 'message/rfc822')
        .header('content-length', mail.size)
        .header('content-disposition', contentDisposition('attachment', `${id}.eml`))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(content)
    },
  })
}

function commandRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/received-mails/:id/retries',
    access: ADMIN,
    tag,
    summary: 'Take a mail that stands aside, or was passed over, up again',
    params: byMailId,
    response: receivedMailInFullOut,
    status: 201,
    handle: async (ctx, { params }) => {
      await retryMail(ctx, params.id)
      return readReceivedMail(ctx, params.id)
    },
  })
  route(app, {
    method: 'POST',
    url: '/received-mails/:id/dismissal',
    access: ADMIN,
    tag,
    summary: 'Say of a mail that stands aside that it needs nothing more',
    params: byMailId,
    body: dismissMailIn,
    response: receivedMailInFullOut,
    status: 201,
    handle: async (ctx, { params, body }) => {
      await dismissMail(ctx, { id: params.id, reason: body.reason })
      return readReceivedMail(ctx, params.id)
    },
  })
}
