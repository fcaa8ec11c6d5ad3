import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { beginConsent } from '../actions/begin-consent.ts'
import { finishConsent } from '../actions/finish-consent.ts'
import type { MailParts } from '../admin-ports.ts'
import { byMailId, consentBegunOut, type FinishConsent, finishConsentIn, mailboxOut } from '../contract.ts'
import { showMailboxes } from '../queries/read-mailboxes.ts'

const ADMIN: RouteAccess = { actors: ['staff'], scope: 'admin' }
const tag = 'mail'

/**
 * Signing in to a mailbox at its provider. Without Idempotency-Key, both: the first answer is good once, and the second asks a server of
 * others, for which no transaction may stay open.
 */
export function consentRoutes(app: FastifyInstance, parts: MailParts): void {
  app.route({
    method: 'POST',
    url: '/mailboxes/:id/consents',
    config: { access: ADMIN },
    schema: {
      summary: 'Begin to sign in to a mailbox at its provider (Microsoft 365, Google): where to send the browser',
      tags: [tag],
      params: byMailId,
      response: { 201: consentBegunOut },
    },
    async handler(request, reply) {
      const { id } = request.params as { id: string }
      return reply.status(201).send(await beginConsent(request.ctx(), parts, id))
    },
  })
  app.route({
    method: 'POST',
    url: '/mailbox-consents',
    config: { access: ADMIN },
    schema: {
      summary: 'End it with what the provider sent back with the browser; by who began it, once, within 15 minutes',
      tags: [tag],
      body: finishConsentIn,
      response: { 200: mailboxOut },
    },
    async handler(request) {
      const ctx = request.ctx()
      return (await showMailboxes(ctx, parts, [await finishConsent(ctx, parts, request.body as FinishConsent)]))[0]!
    },
  })
}
