import type { FastifyInstance } from 'fastify'
import { route } from '#platform/http/route'
import { addTicketParticipant } from '../actions/add-participant.ts'
import { postTicketMessage } from '../actions/post-message.ts'
import { recordTicketContact } from '../actions/record-contact.ts'
import { sendTicketRootCauseReport } from '../actions/send-root-cause-report.ts'
import {
  anyTicketView,
  contactRecordBody,
  messageBody,
  messageView,
  participantBody,
  participantList,
  rootCauseReportBody,
  ticketParams,
} from '../contract.ts'
import { getTicket } from '../queries/get-ticket.ts'
import { postedMessage } from '../queries/posted-message.ts'
import { readParticipants } from '../queries/read-words.ts'
import { ALL } from './read-routes.ts'

const tag = 'tickets'
const staffWrite = { actors: ['staff'], scope: 'tickets:write' } as const

export function wordRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/tickets/:id/messages',
    access: { actors: ALL, scope: 'tickets:write' },
    summary: 'Write to the customer, to partners, or inside',
    tag,
    params: ticketParams,
    body: messageBody,
    response: messageView,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      const { message, at } = await postTicketMessage(ctx, params.id, body, { ifMatch })
      return postedMessage(ctx, message, at)
    },
  })
  route(app, {
    method: 'POST',
    url: '/tickets/:id/contact-records',
    access: staffWrite,
    summary: 'Record a call, chat, meeting or visit',
    tag,
    params: ticketParams,
    body: contactRecordBody,
    response: anyTicketView,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      await recordTicketContact(ctx, params.id, body, { ifMatch })
      return getTicket(ctx, params.id)
    },
  })
  route(app, {
    method: 'POST',
    url: '/tickets/:id/participants',
    access: staffWrite,
    summary: 'Add a person to the ticket',
    tag,
    params: ticketParams,
    body: participantBody,
    response: participantList,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      await addTicketParticipant(ctx, params.id, body, { ifMatch })
      return readParticipants(ctx, params.id)
    },
  })
  route(app, {
    method: 'POST',
    url: '/tickets/:id/root-cause-reports',
    access: staffWrite,
    summary: 'Send the root cause and remedy report to the customer',
    tag,
    params: ticketParams,
    body: rootCauseReportBody,
    response: anyTicketView,
    status: 201,
    handle: async (ctx, { params, body, ifMatch }) => {
      await sendTicketRootCauseReport(ctx, params.id, body, { ifMatch })
      return getTicket(ctx, params.id)
    },
  })
}
