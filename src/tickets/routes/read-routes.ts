import type { FastifyInstance } from 'fastify'
import { route } from '#platform/http/route'
import { createTicket } from '../actions/create-ticket.ts'
import { editTicket } from '../actions/edit-ticket.ts'
import {
  anyTicketView,
  contactRecordList,
  createTicketBody,
  deskView,
  findingList,
  listTicketsQuery,
  messageList,
  pageQuery,
  participantList,
  patchTicketBody,
  rootCauseReportList,
  ticketList,
  ticketParams,
  ticketQuery,
  timeline,
} from '../contract.ts'
import { readDesk } from '../queries/desk.ts'
import { getTicket, showTicket, ticketAhead } from '../queries/get-ticket.ts'
import { listTicketsFor } from '../queries/list-tickets.ts'
import { readRootCauseReports } from '../queries/read-root-cause-reports.ts'
import { readContactRecords, readFindings, readMessages, readParticipants, readTimeline } from '../queries/read-words.ts'

const tag = 'tickets'
export const ALL = ['staff', 'contact', 'partner', 'integration'] as const
const read = { actors: ALL, scope: 'tickets:read' } as const
const staffRead = { actors: ['staff'], scope: 'tickets:read' } as const

export function readRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/tickets',
    access: { actors: ['staff', 'contact', 'integration'], scope: 'tickets:write' },
    summary: 'Report a problem: a ticket with an owner and a liaison from its first instant',
    tag,
    body: createTicketBody,
    response: anyTicketView,
    status: 201,
    handle: async (ctx, { body }) => showTicket(ctx, await createTicket(ctx, body)),
  })
  route(app, {
    method: 'GET',
    url: '/tickets',
    access: read,
    summary: 'Tickets, keyset-paged',
    tag,
    query: listTicketsQuery,
    response: ticketList,
    handle: (ctx, { query }) => listTicketsFor(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id',
    access: read,
    summary: 'One ticket',
    tag,
    params: ticketParams,
    response: anyTicketView,
    query: ticketQuery,
    ahead: ticketAhead,
    handle: (ctx, { params, query }, request) => getTicket(ctx, params.id, query.include === 'messages', request.ahead),
  })
  route(app, {
    method: 'PATCH',
    url: '/tickets/:id',
    access: { actors: ['staff'], scope: 'tickets:write' },
    summary: 'Edit title, line, component and the description (merged)',
    tag,
    params: ticketParams,
    body: patchTicketBody,
    response: anyTicketView,
    handle: async (ctx, { params, body, ifMatch }) => {
      await editTicket(ctx, params.id, body, { ifMatch })
      return getTicket(ctx, params.id)
    },
  })
  wordReadRoutes(app)
}

/** What lies below one ticket. */
function wordReadRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/tickets/:id/messages',
    access: read,
    summary: 'Words, oldest first',
    tag,
    params: ticketParams,
    query: pageQuery,
    response: messageList,
    handle: (ctx, { params, query }) => readMessages(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/timeline',
    access: read,
    summary: 'What happened, in order',
    tag,
    params: ticketParams,
    query: pageQuery,
    response: timeline,
    handle: (ctx, { params, query }) => readTimeline(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/participants',
    access: read,
    summary: 'Who takes part',
    tag,
    params: ticketParams,
    response: participantList,
    handle: (ctx, { params }) => readParticipants(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/root-cause-reports',
    access: read,
    summary: 'Root cause and remedy reports that were sent to the customer, oldest first',
    tag,
    params: ticketParams,
    response: rootCauseReportList,
    handle: (ctx, { params }) => readRootCauseReports(ctx, params.id),
  })
  insideReadRoutes(app)
}

/** What only our people read below one ticket, and my desk. */
function insideReadRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/tickets/:id/contact-records',
    access: staffRead,
    summary: 'Calls, meetings and visits',
    tag,
    params: ticketParams,
    response: contactRecordList,
    handle: (ctx, { params }) => readContactRecords(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/tickets/:id/findings',
    access: staffRead,
    summary: 'What stations recorded',
    tag,
    params: ticketParams,
    response: findingList,
    handle: (ctx, { params }) => readFindings(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/desk',
    access: { actors: ['staff'], scope: 'me' },
    summary: 'My desk: offers, what I owe, done today',
    tag: 'desk',
    response: deskView,
    handle: (ctx) => readDesk(ctx),
  })
}
