import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { createMailbox } from '../actions/create-mailbox.ts'
import { editMailbox } from '../actions/edit-mailbox.ts'
import { tryMailbox } from '../actions/try-mailbox.ts'
import type { MailParts } from '../admin-ports.ts'
import { byMailId, createMailboxIn, mailboxCheckOut, mailboxesOut, mailboxOut, patchMailboxIn } from '../contract.ts'
import { presentCheck } from '../present/mailbox-check.ts'
import { readMailbox, readMailboxes, showMailboxes } from '../queries/read-mailboxes.ts'

const ADMIN: RouteAccess = { actors: ['staff'], scope: 'admin' }
const tag = 'mail'

export function mailboxRoutes(app: FastifyInstance, parts: MailParts): void {
  route(app, {
    method: 'GET',
    url: '/mailboxes',
    access: ADMIN,
    tag,
    summary: 'List mailboxes',
    response: mailboxesOut,
    handle: async (ctx) => ({ items: await readMailboxes(ctx, parts), nextCursor: null, consentReturnsTo: parts.consentReturnsTo }),
  })
  route(app, {
    method: 'GET',
    url: '/mailboxes/:id',
    access: ADMIN,
    tag,
    summary: 'One mailbox',
    params: byMailId,
    response: mailboxOut,
    handle: (ctx, { params }) => readMailbox(ctx, parts, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/mailboxes',
    access: ADMIN,
    tag,
    summary: 'Connect a mailbox; its secrets are written only, and never read back',
    body: createMailboxIn,
    response: mailboxOut,
    status: 201,
    handle: async (ctx, { body }) => (await showMailboxes(ctx, parts, [await createMailbox(ctx, parts, body)]))[0]!,
  })
  route(app, {
    method: 'PATCH',
    url: '/mailboxes/:id',
    access: ADMIN,
    tag,
    summary: 'Change a mailbox; with another server its password must be given again',
    params: byMailId,
    body: patchMailboxIn,
    response: mailboxOut,
    handle: async (ctx, { params, body, ifMatch }) => {
      const changed = await editMailbox(ctx, parts, { id: params.id, version: ifMatch, patch: body })
      return (await showMailboxes(ctx, parts, [changed]))[0]!
    },
  })
  // Without Idempotency-Key: nothing is changed by it, and a key would hold a transaction open while servers of others take their time.
  app.route({
    method: 'POST',
    url: '/mailboxes/:id/checks',
    config: { access: ADMIN },
    schema: {
      summary:
        'Sign in to the servers of a mailbox, both ways, and look up its DKIM record; sends nothing, makes a missing folder for taken mails',
      tags: [tag],
      params: byMailId,
      response: { 200: mailboxCheckOut },
    },
    async handler(request) {
      const { id } = request.params as { id: string }
      const ctx = request.ctx()
      return presentCheck(await tryMailbox(ctx, parts, id), ctx.actor.locale)
    },
  })
}
