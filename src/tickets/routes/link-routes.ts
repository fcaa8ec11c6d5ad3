import type { FastifyInstance } from 'fastify'
import { linkTickets, unlinkTickets } from '../actions/link-tickets.ts'
import { placeTicket } from '../actions/place-ticket.ts'
import { linkBody, placeBody } from '../contract.ts'
import { commandRoute } from './command-route.ts'

const staff = { actors: ['staff'], scope: 'tickets:write' } as const

/** Whose a ticket is that nobody had placed, and which tickets belong together; both are read with the ticket. */
export function linkRoutes(app: FastifyInstance): void {
  commandRoute(app, 'POST', 200)('account', staff, 'Say whose it is: from unsorted to a customer', placeBody, placeTicket)
  commandRoute(app, 'POST', 201)('links', staff, 'Link it with another ticket', linkBody, linkTickets)
  commandRoute(app, 'DELETE', 200)('links', staff, 'Take a link away', linkBody, unlinkTickets)
}
