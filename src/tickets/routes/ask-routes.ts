import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { id } from '#kernel/fields'
import { route } from '#platform/http/route'
import { answerTicketAsk } from '../actions/answer-ask.ts'
import { askColleague } from '../actions/ask-colleague.ts'
import { withdrawTicketAsk } from '../actions/withdraw-ask.ts'
import { answerBody, anyTicketView, askBody, askList, emptyBody, ticketParams } from '../contract.ts'
import { getTicket } from '../queries/get-ticket.ts'
import { readAsks } from '../queries/read-asks.ts'

const tag = 'asks'

export function askRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/tickets/:id/asks',
    access: { actors: ['staff'], scope: 'tickets:write' },
    summary: 'Ask a colleague or a function; the duty stays where it is',
    tag,
    params: ticketParams,
    body: askBody,
    response: askList.shape.items.element,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      const { askId } = await askColleague(ctx, params.id, body, { ifMatch })
      const [asked] = (await readAsks(ctx, params.id, askId)).items
      if (!asked) throw new Error('an ask was committed without being made')
      return asked
    },
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/asks',
    access: { actors: ['staff'], scope: 'tickets:read' },
    summary: 'Questions among our people, oldest first',
    tag,
    params: ticketParams,
    response: askList,
    handle: (ctx, { params }) => readAsks(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/asks/:id/answer',
    access: { actors: ['staff'], scope: 'tickets:write' },
    summary: 'Answer what was asked of me',
    tag,
    params: z.object({ id }),
    body: answerBody,
    response: anyTicketView,
    handle: async (ctx, { params, body }) => getTicket(ctx, (await answerTicketAsk(ctx, params.id, body)).ticket.id),
  })
  route(app, {
    method: 'POST',
    url: '/asks/:id/withdrawal',
    access: { actors: ['staff'], scope: 'tickets:write' },
    summary: 'Take back what I asked',
    tag,
    params: z.object({ id }),
    body: emptyBody,
    response: anyTicketView,
    handle: async (ctx, { params }) => getTicket(ctx, (await withdrawTicketAsk(ctx, params.id)).ticket.id),
  })
}
