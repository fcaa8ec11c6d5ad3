import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { ticketParams } from '#tickets/contract'
import { letTakePart } from '../actions/let-take-part.ts'
import { mailParticipantBody, mailStatesOut, messageParams, originalMailOut } from '../contract.ts'
import { readMailStates, readOpening, readOriginal } from '../queries/read-mail-states.ts'

const READERS: RouteAccess = { actors: ['staff', 'contact', 'partner', 'integration'], scope: 'tickets:read' }
const tag = 'mail'

export function messageMailRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/tickets/:id/mail-states',
    access: READERS,
    tag,
    summary: 'Which words of a ticket came and went by mail, and what became of each',
    params: ticketParams,
    response: mailStatesOut,
    handle: (ctx, { params }) => readMailStates(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/tickets/:id/mail-participants',
    access: { actors: ['staff'], scope: 'tickets:write' },
    tag,
    summary: 'Let somebody take part whom a mail on the ticket names; perhaps take what was noted of it as their words',
    params: ticketParams,
    body: mailParticipantBody,
    response: mailStatesOut,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      await letTakePart(ctx, params.id, body, { ifMatch })
      return readMailStates(ctx, params.id)
    },
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/original',
    access: READERS,
    tag,
    summary: 'The whole mail that opened a ticket',
    params: ticketParams,
    response: originalMailOut,
    handle: (ctx, { params }) => readOpening(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/messages/:id/original',
    access: READERS,
    tag,
    summary: 'The whole mail that a message was',
    params: messageParams,
    response: originalMailOut,
    handle: (ctx, { params }) => readOriginal(ctx, params.id),
  })
}
