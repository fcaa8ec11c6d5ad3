import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { id } from '#kernel/fields'
import { route } from '#platform/http/route'
import { acceptTicketHandOff, declineTicketHandOff, withdrawTicketHandOff } from '../actions/answer-hand-off.ts'
import { assignTicketDuty } from '../actions/assign-duty.ts'
import { offerTicketHandOff } from '../actions/offer-hand-off.ts'
import { anyTicketView, assignmentBody, declineBody, emptyBody, handOffBody, ticketParams } from '../contract.ts'
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
}
