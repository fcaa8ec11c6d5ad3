import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { id } from '#kernel/fields'
import { route } from '#platform/http/route'
import { acceptTicketHandOff, declineTicketHandOff, withdrawTicketHandOff } from '../actions/answer-hand-off.ts'
import { assignTicketDuty } from '../actions/assign-duty.ts'
import { fulfilTicketObligation } from '../actions/fulfil-obligation.ts'
import { offerTicketHandOff } from '../actions/offer-hand-off.ts'
import { anyTicketView, assignmentBody, declineBody, emptyBody, fulfilmentBody, handOffBody, ticketParams } from '../contract.ts'
import { getTicket } from '../queries/get-ticket.ts'

const tag = 'hand-offs'
const access = { actors: ['staff'], scope: 'tickets:write' } as const
const handOffParams = z.object({ id })

export function handOffRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/tickets/:id/hand-offs',
    access,
    summary: 'Offer a duty; the giver holds it until it is accepted',
    tag,
    params: ticketParams,
    body: handOffBody,
    response: anyTicketView,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      await offerTicketHandOff(ctx, params.id, body, { ifMatch })
      return getTicket(ctx, params.id)
    },
  })
  route(app, {
    method: 'POST',
    url: '/hand-offs/:id/acceptance',
    access,
    summary: 'Accept a duty offered to me',
    tag,
    params: handOffParams,
    body: emptyBody,
    response: anyTicketView,
    handle: async (ctx, { params }) => getTicket(ctx, (await acceptTicketHandOff(ctx, params.id)).ticket.id),
  })
  route(app, {
    method: 'POST',
    url: '/hand-offs/:id/decline',
    access,
    summary: 'Decline it, with a reason',
    tag,
    params: handOffParams,
    body: declineBody,
    response: anyTicketView,
    handle: async (ctx, { params, body }) => getTicket(ctx, (await declineTicketHandOff(ctx, params.id, body)).ticket.id),
  })
  route(app, {
    method: 'POST',
    url: '/hand-offs/:id/withdrawal',
    access,
    summary: 'Take my offer back',
    tag,
    params: handOffParams,
    body: emptyBody,
    response: anyTicketView,
    handle: async (ctx, { params }) => getTicket(ctx, (await withdrawTicketHandOff(ctx, params.id)).ticket.id),
  })
  route(app, {
    method: 'POST',
    url: '/tickets/:id/assignment',
    access,
    summary: 'Set a duty at once (leads)',
    tag,
    params: ticketParams,
    body: assignmentBody,
    response: anyTicketView,
    handle: async (ctx, { params, body, ifMatch }) => {
      await assignTicketDuty(ctx, params.id, body, { ifMatch })
      return getTicket(ctx, params.id)
    },
  })
  fulfilmentRoute(app)
}

function fulfilmentRoute(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/obligations/:id/fulfilment',
    access,
    summary: 'Say that an owed act is done (a promise, a call back, a review), and how',
    tag: 'obligations',
    params: handOffParams,
    body: fulfilmentBody,
    response: anyTicketView,
    handle: async (ctx, { params, body }) => getTicket(ctx, (await fulfilTicketObligation(ctx, params.id, body)).ticket.id),
  })
}
