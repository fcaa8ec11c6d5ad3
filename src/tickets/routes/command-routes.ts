import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from '#platform/http/access'
import { acknowledgeTicket } from '../actions/acknowledge-ticket.ts'
import { addTicketObligation } from '../actions/add-obligation.ts'
import { confirmTicket } from '../actions/confirm-ticket.ts'
import { moveTicket } from '../actions/move-ticket.ts'
import { endTicketObservation, observeTicket, scheduleTicket, unscheduleTicket } from '../actions/plan-ticket.ts'
import { recordTicketFinding } from '../actions/record-finding.ts'
import { reopenTicket } from '../actions/reopen-ticket.ts'
import { resolveTicket } from '../actions/resolve-ticket.ts'
import { restoreService, withdrawServiceRestoration } from '../actions/restore-service.ts'
import { triageTicket } from '../actions/triage-ticket.ts'
import { endTicketWait, startTicketWait } from '../actions/wait-ticket.ts'
import * as contract from '../contract.ts'
import { commandRoute } from './command-route.ts'

const staff: RouteAccess = { actors: ['staff'], scope: 'tickets:write' }
const customersToo: RouteAccess = { actors: ['staff', 'contact'], scope: 'tickets:write' }

/** Commands turned into resources: each answers with the ticket as it is afterwards. */
export function commandRoutes(app: FastifyInstance): void {
  const post = commandRoute(app, 'POST', 200)
  const created = commandRoute(app, 'POST', 201)
  const remove = commandRoute(app, 'DELETE', 200)
  post('acknowledgement', staff, 'Acknowledge: mine', contract.emptyBody, (ctx, ref, _body, options) =>
    acknowledgeTicket(ctx, ref, options),
  )
  post('triage', staff, 'Set the severity by impact and urgency', contract.triageBody, triageTicket)
  created('findings', staff, 'Record what a station found', contract.findingBody, recordTicketFinding)
  created('moves', staff, 'Move to another station the owner is of', contract.moveBody, moveTicket)
  created('waits', staff, 'They act: wait on the customer or a third party', contract.waitBody, startTicketWait)
  remove('waits/current', staff, 'End the wait', contract.emptyBody, (ctx, ref, _body, options) => endTicketWait(ctx, ref, options))
  post('schedule', staff, 'Give version and date; again with a later date is a slip', contract.scheduleBody, scheduleTicket)
  remove('schedule', staff, 'Back to open', contract.reasonBody, (ctx, ref, body, options) =>
    unscheduleTicket(ctx, ref, body.reason, options),
  )
  post('observation', staff, 'Fixed, and watched until an instant', contract.observationBody, observeTicket)
  remove('observation', staff, 'It came back: open again', contract.reasonBody, (ctx, ref, body, options) =>
    endTicketObservation(ctx, ref, body.reason, options),
  )
  post('restoration', staff, 'The customer can work again', contract.restorationBody, restoreService)
  remove('restoration', staff, 'It was not restored after all', contract.reasonBody, (ctx, ref, body, options) =>
    withdrawServiceRestoration(ctx, ref, body.reason, options),
  )
  post('resolution', staff, 'Resolve with text, cause class and prevention', contract.resolutionBody, resolveTicket)
  post('confirmation', customersToo, 'Confirm that it is solved', contract.confirmationBody, confirmTicket)
  post('reopening', customersToo, 'Reopen with a reason', contract.reasonBody, (ctx, ref, body, options) =>
    reopenTicket(ctx, ref, body.reason, options),
  )
  created(
    'obligations',
    staff,
    'Owe something by hand: a promise, a call back, a reminder',
    contract.ticketObligationBody,
    addTicketObligation,
  )
}
